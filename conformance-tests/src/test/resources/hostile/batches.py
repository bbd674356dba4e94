"""Arrow IPC streams of one column `id` that lie. A fixture names one by `;; batch: NAME`; each function's docstring says what is wrong."""
import struct

import pyarrow as pa


def stream(kind, values, nullable=False, batches=1, **options):
    """A stream of that many equal batches, honest."""
    schema = pa.schema([pa.field("id", kind, nullable=nullable)])
    batch = pa.record_batch([pa.array(values, kind)], schema=schema)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        for _ in range(batches):
            writer.write_batch(batch)
    return sink.getvalue().to_pybytes()


def lie(honest, truth, untruth):
    """The stream with one place changed, which must be there once."""
    assert honest.count(truth) == 1 and len(truth) == len(untruth), (honest.count(truth), truth)
    return honest.replace(truth, untruth)


def numbers(**options):
    return stream(pa.int64(), [1, 2, 3], **options)


def texts(**options):
    return stream(pa.string(), ["a", "bb", "ccc"], **options)


def longs(*values):
    return struct.pack(f"<{len(values)}q", *values)


def ints(*values):
    return struct.pack(f"<{len(values)}i", *values)


OFFSETS = ints(0, 1, 3, 6)


def offsets_decrease():
    return lie(texts(), OFFSETS, ints(0, 3, 1, 6))


def offsets_beyond():
    return lie(texts(), OFFSETS, ints(0, 1, 3, 1 << 30))


def offsets_negative():
    return lie(texts(), OFFSETS, ints(-7, 1, 3, 6))


def text_not_utf8():
    return lie(texts(), b"abbccc", b"a\xffbccc")


def offset_splits_a_character():
    honest = stream(pa.string(), ["ä", "b", "c"])
    return lie(honest, ints(0, 2, 3, 4), ints(0, 1, 3, 4))


def list_offsets_beyond():
    honest = stream(pa.list_(pa.field("item", pa.int64())), [[1], [2, 3], [4, 5, 6]])
    return lie(honest, OFFSETS, ints(0, 1, 3, 1 << 30))


def rows_without_number():
    """The batch and its column say that they have 2^40 rows; the buffer has three."""
    return numbers().replace(longs(3), longs(1 << 40), 2)


def rows_negative():
    return numbers().replace(longs(3, 0), longs(-3, 0))


def column_longer_than_batch():
    return lie(numbers(), longs(3, 0), longs(1 << 20, 0))


def nulls_without_validity():
    """The column says that two of its values are null, and has no validity buffer."""
    return lie(numbers(), longs(3, 0), longs(3, 2))


def nulls_in_not_null():
    return stream(pa.int64(), [1, None, 3])


def null_count_lies():
    """One value is null by the validity buffer, none by the count."""
    return lie(stream(pa.int64(), [1, None, 3]), longs(3, 1), longs(3, 0))


def buffer_far_away():
    return lie(numbers(), longs(0, 24), longs(1 << 40, 24))


def buffer_before_the_body():
    return lie(numbers(), longs(0, 24), longs(-64, 24))


def buffer_without_end():
    return lie(numbers(), longs(0, 24), longs(0, 1 << 62))


def buffer_shorter_than_rows():
    return lie(numbers(), longs(0, 24), longs(0, 8))


def dictionary():
    """A dictionary where the contract's string is due."""
    return stream(pa.dictionary(pa.int8(), pa.string()), ["a", "b", "a"])


def compressed():
    return stream(pa.int64(), [7] * 10_000, compression="zstd")


def compressed_bomb():
    """A compressed buffer that claims 2^40 bytes when unpacked."""
    return lie(stream(pa.int64(), [7] * 10_000, compression="zstd"), longs(80_000), longs(1 << 40))


def two_columns():
    schema = pa.schema([pa.field("id", pa.int64(), nullable=False), pa.field("more", pa.int64())])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_batch(pa.record_batch([pa.array([1]), pa.array([2])], schema=schema))
    return sink.getvalue().to_pybytes()


def no_columns():
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, pa.schema([])):
        pass
    return sink.getvalue().to_pybytes()


def other_nullability():
    return numbers(nullable=True)


def two_streams():
    return numbers() + numbers()


def noise_after_the_end():
    return numbers() + b"\xab" * 64


def no_end():
    return numbers()[:-8]


def batch_before_schema():
    honest = numbers()
    schema = 8 + struct.unpack("<i", honest[4:8])[0]
    return honest[schema:]


def schema_twice():
    honest = numbers()
    schema = 8 + struct.unpack("<i", honest[4:8])[0]
    return honest[:schema] + honest


def metadata_without_end():
    """The first message's flatbuffer begins with an offset that points far outside."""
    honest = numbers()
    return honest[:8] + ints(0x7FFFFFF0) + honest[12:]


def metadata_negative():
    honest = numbers()
    return honest[:4] + ints(-16) + honest[8:]


def many_empty_batches():
    """2,000 batches without rows in one stream."""
    return stream(pa.int64(), [], batches=2_000)


def named(name):
    """The stream of that name, words joined by hyphens."""
    return globals()[name.replace("-", "_")]()
