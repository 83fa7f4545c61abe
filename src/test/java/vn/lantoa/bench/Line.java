package vn.lantoa.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/// One kept connection; opened again where the server closes it after so many requests.
final class Line implements AutoCloseable {

    private final int port;
    private Socket socket;
    private InputStream in;

    Line(int port) throws IOException {
        this.port = port;
        open();
    }

    private void open() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
    }

    /// Sends `request` and reads the answer to its end.
    ///
    /// @return the first line of the answer
    String exchange(byte[] request) throws IOException {
        var out = socket.getOutputStream();
        out.write(request);
        out.flush();
        var status = line();
        var length = -1;
        var last = false;
        for (var header = line().toLowerCase(Locale.ROOT);
                !header.isEmpty();
                header = line().toLowerCase(Locale.ROOT)) {
            if (header.startsWith("content-length:"))
                length = Integer.parseInt(header.substring(15).strip());
            if (header.startsWith("connection:")) last = header.contains("close");
        }
        body(length);
        if (last) {
            socket.close();
            open();
        }
        return status;
    }

    private void body(int length) throws IOException {
        if (length >= 0) {
            in.skipNBytes(length);
            return;
        }
        for (var size = size(); size > 0; size = size()) in.skipNBytes(size + 2L);
        line();
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new IOException("the connection was closed");
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
