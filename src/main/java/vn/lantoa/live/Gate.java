package vn.lantoa.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The port at which encoders of all conferences knock by RTMP; each is told apart by its key.
final class Gate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int MOST = 64;

    private final ServerSocket socket;
    private final Encoder.Doorkeeper door;
    private final Semaphore places = new Semaphore(MOST);

    private Gate(ServerSocket socket, Encoder.Doorkeeper door) {
        this.socket = socket;
        this.door = door;
    }

    static Gate open(InetSocketAddress address, Encoder.Doorkeeper door) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(address);
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
        var gate = new Gate(socket, door);
        Thread.ofVirtual().name("gate").start(gate::stand);
        return gate;
    }

    private void stand() {
        while (!socket.isClosed()) {
            try {
                var caller = socket.accept();
                if (places.tryAcquire()) Thread.ofVirtual().name("encoder").start(() -> hear(caller));
                else caller.close();
            } catch (IOException closed) {
                if (!socket.isClosed()) LOG.warn("An encoder could not be let in", closed);
            }
        }
    }

    private void hear(Socket caller) {
        try (var encoder = new Encoder(caller)) {
            encoder.talk(door);
        } catch (IOException gone) {
            LOG.debug("An encoder has gone", gone);
        } catch (RuntimeException trouble) {
            LOG.warn("An encoder was hung up on; it will dial again", trouble);
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is.
        }
    }
}
