package dev.witloof.host.http;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections of one loaded connector, which are never another's. Unused ones are kept for a
 * while, the oldest of too many closed. Thread-safe.
 */
final class ConnectionPool {
  /** How long a connection is kept unused. */
  static final Timeout IDLE = Timeout.ofSeconds(30);

  private final int maxIdle;
  private final Timeout idleTimeout;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> lent = new HashSet<>();
  private boolean closed;

  /**
   * @param maxIdle unused connections that are kept at most
   * @param idleTimeout after which they are closed
   */
  ConnectionPool(int maxIdle, Timeout idleTimeout) {
    this.maxIdle = maxIdle;
    this.idleTimeout = idleTimeout;
  }

  /** An open connection that was made for such a route, the one that was used last. */
  synchronized Optional<Connection> lend(Route route) {
    for (Iterator<Connection> each = idle.iterator(); each.hasNext(); ) {
      Connection connection = each.next();
      if (!connection.isOpen()) {
        each.remove();
      } else if (connection.key().equals(route.key()) && leadsTo(route, connection.peer())) {
        each.remove();
        lent.add(connection);
        return Optional.of(connection);
      }
    }
    return Optional.empty();
  }

  /** A name that leads elsewhere by now is connected to anew. */
  private static boolean leadsTo(Route route, InetAddress peer) {
    return route.proxy().isPresent() || route.addresses().contains(peer);
  }

  /** Counts a new connection as lent. */
  void add(Connection connection) {
    boolean tooLate;
    synchronized (this) {
      tooLate = closed;
      if (!closed) {
        lent.add(connection);
      }
    }
    if (tooLate) {
      connection.close();
    }
  }

  /**
   * Takes a connection back.
   *
   * @param reusable whether it is in a state to carry another exchange
   */
  void giveBack(Connection connection, boolean reusable) {
    Optional<Connection> surplus = Optional.of(connection);
    synchronized (this) {
      boolean wasLent = lent.remove(connection);
      if (wasLent && reusable && !closed && connection.isOpen()) {
        connection.idle(idleTimeout);
        idle.addFirst(connection);
        surplus = idle.size() > maxIdle ? Optional.of(idle.removeLast()) : Optional.empty();
      }
    }
    surplus.ifPresent(Connection::close);
  }

  /** Closes all connections; those that come back later, too. */
  void close() {
    Set<Connection> all;
    synchronized (this) {
      closed = true;
      all = new HashSet<>(lent);
      all.addAll(idle);
      idle.clear();
      lent.clear();
    }
    all.forEach(Connection::close);
  }
}
