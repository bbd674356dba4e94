package dev.witloof.connectors.file;

import dev.witloof.connector.DataType;

/**
 * Narrows the type of one CSV column by the values seen: boolean, int64, float64 or timestamp when
 * every value fits, else string; string as well when there was no value. Not thread-safe.
 */
final class CsvInference {
  private boolean seen;
  private boolean booleans = true;
  private boolean integers = true;
  private boolean decimals = true;
  private boolean timestamps = true;

  void observe(String value) {
    seen = true;
    booleans = booleans && CellText.isBoolean(value);
    integers = integers && CellText.isInt64(value);
    decimals = decimals && CellText.isFloat64(value);
    timestamps = timestamps && Timestamps.isExact(value);
  }

  DataType type() {
    if (!seen) {
      return new DataType.Text();
    } else if (booleans) {
      return new DataType.Bool();
    } else if (integers) {
      return new DataType.Int64();
    } else if (decimals) {
      return new DataType.Float64();
    } else if (timestamps) {
      return new DataType.TimestampMillis();
    }
    return new DataType.Text();
  }
}
