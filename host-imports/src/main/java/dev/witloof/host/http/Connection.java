package dev.witloof.host.http;

import java.net.InetAddress;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection to a server, secured if it is to be. It carries one exchange at a time, with HTTP/2
 * as well: giving up an exchange is closing its connection, and a place in flight is a connection
 * at most. Thread-safe.
 *
 * @param peer the address it was made to, the proxy's if there is one
 */
record Connection(ProtocolIOSession session, Route.Key key, InetAddress peer) {
  void execute(AsyncClientExchangeHandler exchange) {
    session.setSocketTimeout(Timeout.DISABLED);
    session.enqueue(
        new RequestExecutionCommand(exchange, HttpCoreContext.create()), Command.Priority.NORMAL);
  }

  boolean isOpen() {
    return session.isOpen();
  }

  /** The reactor closes it when it stays unused for so long. */
  void idle(Timeout timeout) {
    session.setSocketTimeout(timeout);
  }

  void close() {
    session.close(CloseMode.IMMEDIATE);
  }
}
