/* Decompresses one LZ4 block into 512 KiB, n times; the block is compressed by the first run. */
#include "kernel.h"

#define SIZE (512 << 10)
static u8 plain[SIZE], packed[SIZE + SIZE / 200 + 16], unpacked[SIZE];
static u32 seen[1 << 13], size;

static void make_plain(void) {
  static const char *const WORDS[] = {"connector ", "batch ", "cursor\t", "witloof ", "0.00 ", "[ ] ", "resume\n"};
  u32 seed = 3, length = 0;
  while (length < SIZE) {
    u32 r = next_random(&seed);
    if (r % 11 == 0) plain[length++] = (u8)(r >> 8);
    else for (const char *w = WORDS[r % 7]; *w && length < SIZE;) plain[length++] = (u8)*w++;
  }
}

static u32 load32(const u8 *p) { u32 v; COPY(&v, p, 4); return v; }

static u8 *put_length(u8 *out, u32 rest) {
  for (; rest >= 255; rest -= 255) *out++ = 255;
  *out++ = (u8)rest;
  return out;
}

static u8 *put_sequence(u8 *out, const u8 *literals, u32 count, u32 offset, u32 match) {
  u8 *token = out++;
  *token = (u8)((count < 15 ? count : 15) << 4);
  if (count >= 15) out = put_length(out, count - 15);
  for (u32 i = 0; i < count; i++) *out++ = literals[i];
  if (match) {
    *out++ = (u8)offset, *out++ = (u8)(offset >> 8);
    *token |= match - 4 < 15 ? match - 4 : 15;
    if (match - 4 >= 15) out = put_length(out, match - 19);
  }
  return out;
}

static u32 compress(void) {
  u8 *out = packed;
  make_plain();
  for (u32 i = 0; i < sizeof seen / sizeof *seen; i++) seen[i] = ~0u;
  u32 anchor = 0, at = 0;
  while (at + 12 < SIZE) {
    u32 slot = load32(plain + at) * 2654435761u >> 19, from = seen[slot];
    seen[slot] = at;
    if (from < at && at - from < 65536 && load32(plain + from) == load32(plain + at)) {
      u32 match = 4;
      while (at + match + 5 < SIZE && plain[from + match] == plain[at + match]) match++;
      out = put_sequence(out, plain + anchor, at - anchor, at - from, match);
      anchor = at += match;
    } else {
      at++;
    }
  }
  return (u32)(put_sequence(out, plain + anchor, SIZE - anchor, 0, 0) - packed);
}

static NOINLINE u32 decompress(const u8 *in, const u8 *in_end, u8 *out_start, u8 *out_end) {
  u8 *out = out_start;
  for (;;) {
    u32 token = *in++, count = token >> 4, more;
    if (count == 15) do count += more = *in++; while (more == 255);
    if (count > (u32)(out_end - out) || count > (u32)(in_end - in)) return 0;
    for (u32 i = 0; i < count; i++) out[i] = in[i];
    out += count, in += count;
    if (in >= in_end) return (u32)(out - out_start);
    u32 offset = in[0] | in[1] << 8, match = token & 15;
    in += 2;
    if (match == 15) do match += more = *in++; while (more == 255);
    match += 4;
    if (offset == 0 || offset > (u32)(out - out_start) || match > (u32)(out_end - out)) return 0;
    const u8 *from = out - offset;
    if (offset >= 8 && match + 8 <= (u32)(out_end - out)) {
      for (u32 i = 0; i < match; i += 8) COPY(out + i, from + i, 8);
    } else {
      for (u32 i = 0; i < match; i++) out[i] = from[i];
    }
    out += match;
  }
}

RUN(i32 n) {
  if (size == 0) size = compress();
  while (n-- > 0)
    if (decompress(packed, packed + size, unpacked, unpacked + SIZE) != SIZE) return -1;
  return (i32)(hash_bytes(HASH_START, unpacked, SIZE) ^ size);
}
