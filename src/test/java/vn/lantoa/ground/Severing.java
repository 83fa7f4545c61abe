package vn.lantoa.ground;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A line to a server of this machine that breaks after so many bytes in one direction, and after that every time
/// anew.
final class Severing implements AutoCloseable {

    private final ServerSocket entrance;
    private final int server;
    private final long up;
    private final long down;

    /// @param up bytes that reach the server of every connection
    /// @param down bytes that come back
    Severing(int server, long up, long down) throws IOException {
        this.entrance = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        this.server = server;
        this.up = up;
        this.down = down;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }

    private void accept() {
        while (true) {
            try {
                var near = entrance.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), server);
                Thread.ofVirtual().start(() -> carry(near, far, up));
                Thread.ofVirtual().start(() -> carry(far, near, down));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void carry(Socket from, Socket to, long most) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[8192];
            var left = most;
            while (left > 0) {
                var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) return;
                out.write(buffer, 0, read);
                left -= read;
            }
        } catch (IOException broken) {
            // As it is meant to.
        }
    }
}
