package dev.witloof.runtime.internal;

import dev.witloof.component.loan.HostBytes;
import dev.witloof.connector.RecordBatch;

/** A batch on its way into a guest: encoded straight into the guest's memory. */
record OutgoingBatch(RecordBatch batch, int length) implements HostBytes {

  OutgoingBatch(RecordBatch batch) {
    this(batch, batch.ipcLength());
  }

  @Override
  public void copyTo(byte[] target, int offset) {
    batch.copyIpc(target, offset);
  }
}
