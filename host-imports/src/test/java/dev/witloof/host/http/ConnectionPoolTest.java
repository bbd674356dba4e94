package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that are not in use, to a server that does nothing. */
class ConnectionPoolTest {
  private final ConnectionPool pool = new ConnectionPool(2, Timeout.DISABLED);
  private ScriptedServer server;
  private Route route;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedServer.plain(ScriptedServer.Peer::drain);
    route =
        new Route(
            new Target("GET", "http", "name.test", server.port(), "/"),
            List.of(InetAddress.getLoopbackAddress()),
            Optional.empty());
  }

  @AfterEach
  void stop() throws Exception {
    pool.close();
    server.close();
  }

  private Connection lent(ConnectionPool from) throws Exception {
    Connection connection =
        new Dialer(SSLContext.getDefault())
            .dial(route, Duration.ofSeconds(20))
            .get(1, TimeUnit.MINUTES);
    from.add(connection);
    return connection;
  }

  @Test
  void theOneUsedLastIsLentFirstAndTheOldestOfTooManyClosed() throws Exception {
    Connection first = lent(pool);
    Connection second = lent(pool);
    Connection third = lent(pool);
    pool.giveBack(first, true);
    pool.giveBack(second, true);
    pool.giveBack(third, true);
    server.awaitEnd();
    assertFalse(first.isOpen());
    assertEquals(Optional.of(third), pool.lend(route));
    assertEquals(Optional.of(second), pool.lend(route));
    assertEquals(Optional.empty(), pool.lend(route));
  }

  @Test
  void whatIsNotToBeUsedAgainIsClosed() throws Exception {
    Connection connection = lent(pool);
    pool.giveBack(connection, false);
    server.awaitEnd();
    assertEquals(Optional.empty(), pool.lend(route));
  }

  @Test
  void whatIsNotUsedForLongIsClosed() throws Exception {
    ConnectionPool forgetful = new ConnectionPool(2, Timeout.ofMilliseconds(1));
    Connection connection = lent(forgetful);
    forgetful.giveBack(connection, true);
    server.awaitEnd();
    assertEquals(Optional.empty(), forgetful.lend(route));
  }

  @Test
  void closingEndsThoseThatAreLentAndThoseThatCome() throws Exception {
    Connection lent = lent(pool);
    Connection kept = lent(pool);
    pool.giveBack(kept, true);
    assertTrue(lent.isOpen());
    pool.close();
    server.awaitEnd();
    server.awaitEnd();
    assertFalse(lent.isOpen());
    assertFalse(lent(pool).isOpen());
    server.awaitEnd();
  }
}
