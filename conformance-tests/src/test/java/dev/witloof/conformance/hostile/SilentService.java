package dev.witloof.conformance.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** A service on this machine that takes every connection, reads nothing and never answers. */
final class SilentService implements AutoCloseable {
  private final ServerSocket server;
  private final Thread acceptor;
  private final List<Socket> taken = new ArrayList<>();

  SilentService() {
    try {
      server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor = new Thread(this::accept, "silent-service");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** Host and port. */
  String authority() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        synchronized (taken) {
          taken.add(socket);
        }
      }
    } catch (SocketException closed) {
      // close() was called.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hangs up on all clients; new ones are taken all the same. */
  void hangUp() {
    synchronized (taken) {
      try {
        for (Socket socket : taken) {
          socket.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      taken.clear();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hangUp();
  }
}
