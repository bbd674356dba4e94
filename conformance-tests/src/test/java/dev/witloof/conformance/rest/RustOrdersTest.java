package dev.witloof.conformance.rest;

import java.nio.file.Path;

class RustOrdersTest extends OrdersGuestTest {
  RustOrdersTest() {
    super(Path.of("src/test/resources/guests/orders-rust.wasm"));
  }
}
