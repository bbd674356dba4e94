package dev.witloof.runtime.internal;

import dev.witloof.component.loan.HostBytes;
import dev.witloof.connector.RecordBatch;

/** A batch on its way into a guest: encoded straight into the guest's memory. */
record OutgoingBatch(RecordBatch batch, int length) implements HostBytes, Crossing {

  OutgoingBatch(RecordBatch batch) {
    this(batch, batch.ipcLength());
  }

  @Override
  public long rows() {
    return batch.rowCount();
  }

  @Override
  public long bytes() {
    return batch.byteSize();
  }

  @Override
  public void copyTo(byte[] target, int offset) {
    batch.copyIpc(target, offset);
  }
}
