package dev.witloof.conformance.rest;

import java.nio.file.Path;

class COrdersTest extends OrdersGuestTest {
  COrdersTest() {
    super(Path.of("src/test/resources/guests/orders-c.wasm"));
  }
}
