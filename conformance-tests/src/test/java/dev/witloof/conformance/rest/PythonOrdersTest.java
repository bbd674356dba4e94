package dev.witloof.conformance.rest;

import dev.witloof.conformance.BuiltGuests;
import org.junit.jupiter.api.Tag;

@Tag(BuiltGuests.TAG)
class PythonOrdersTest extends OrdersGuestTest {
  PythonOrdersTest() {
    super(BuiltGuests.component("orders-python"));
  }
}
