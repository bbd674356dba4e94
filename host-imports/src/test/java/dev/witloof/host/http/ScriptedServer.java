package dev.witloof.host.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** A server that does with each connection what a test says, byte by byte. */
final class ScriptedServer implements AutoCloseable {
  /** What it does with a connection; when that is done, the connection is closed. */
  interface Script {
    void run(Peer peer) throws IOException, InterruptedException;
  }

  /** The server's end of a connection. */
  record Peer(InputStream in, OutputStream out) {
    /** A header section, or as much of it as there is before the end. */
    String head() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      int b = in.read();
      while (b >= 0) {
        head.write(b);
        if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
          break;
        }
        b = in.read();
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    }

    void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Until the other side is gone. */
    void drain() throws IOException {
      in.transferTo(OutputStream.nullOutputStream());
    }

    /** Reads on a thread of its own, so that the other side can always write. */
    void drainAside() {
      Thread reader =
          new Thread(
              () -> {
                try {
                  drain();
                } catch (IOException otherSideIsGone) {
                  // So nothing is left to read.
                }
              });
      reader.setDaemon(true);
      reader.start();
    }
  }

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Boolean> accepted = new LinkedBlockingQueue<>();

  private ScriptedServer(ServerSocket socket, Script script) {
    this.socket = socket;
    threads.execute(() -> accept(script));
  }

  static ScriptedServer plain(Script script) throws IOException {
    return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  static ScriptedServer secure(ServerSocketFactory factory, Script script) throws IOException {
    return new ScriptedServer(
        factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  /** One that chooses HTTP/2. */
  static ScriptedServer http2(SSLContext identity, Script script) throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket)
            identity
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    return new ScriptedServer(socket, script);
  }

  private void accept(Script script) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        accepted.add(true);
        threads.execute(() -> serve(connection, script));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      } catch (RejectedExecutionException e) {
        // The server was closed between a connection and its thread.
        return;
      }
    }
  }

  private void serve(Socket connection, Script script) {
    try (connection) {
      script.run(
          new Peer(
              new BufferedInputStream(connection.getInputStream()), connection.getOutputStream()));
      ended.add(true);
    } catch (IOException clientIsGone) {
      ended.add(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** As a guest writes it. */
  String authority() {
    return "127.0.0.1:" + port();
  }

  /** Connections that were made so far. */
  int connections() {
    return open.size();
  }

  /** Waits until a connection was made that was not waited for yet. */
  void awaitConnection() throws InterruptedException {
    if (accepted.poll(1, TimeUnit.MINUTES) == null) {
      throw new AssertionError("no connection was made");
    }
  }

  /** Waits until a connection is over that was not waited for yet. */
  void awaitEnd() throws InterruptedException {
    if (ended.poll(1, TimeUnit.MINUTES) == null) {
      throw new AssertionError("the client did not close the connection");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
    threads.shutdownNow();
  }
}
