package dev.witloof.readme;

import dev.witloof.component.typed.WitError;
import dev.witloof.component.typed.WitInterface;

@SuppressWarnings("serial") // Beside the point of the example.
// README: host
@WitInterface("acme:fx/rates@1.0.0")
final class Rates {
  double rate(String currency) throws NoRate {
    if (!currency.equals("EUR")) {
      throw new NoRate("no rate for " + currency);
    }
    return 1.25;
  }

  static final class NoRate extends Exception implements WitError<String> {
    NoRate(String message) {
      super(message);
    }

    public String error() {
      return getMessage();
    }
  }
}

// end
