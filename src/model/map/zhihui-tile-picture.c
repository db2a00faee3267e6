/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tile-picture.h"

#include <string.h>

#define MAX_SIDE_PX 1024

static guint
read_16 (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

static gboolean
is_side (guint px)
{
  return px >= 1 && px <= MAX_SIDE_PX;
}

/* Of its first chunk: https://www.w3.org/TR/png-3/#11IHDR */
static gboolean
is_small_png (const guint8 *bytes, gsize n)
{
  const guint8 head[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n',
                          0,    0,   0,   13,  'I',  'H',  'D',  'R' };

  return n > sizeof head + 13 && memcmp (bytes, head, sizeof head) == 0 &&
         read_16 (bytes + 16) == 0 && is_side (read_16 (bytes + 18)) && read_16 (bytes + 20) == 0 &&
         is_side (read_16 (bytes + 22));
}

/* Of the frame header, the marker FFC0 … FFCF but for three others: ITU-T T.81, B.2.2. */
static gboolean
is_small_jpeg (const guint8 *bytes, gsize n)
{
  gsize at = 2;

  if (n < 4 || bytes[0] != 0xff || bytes[1] != 0xd8)
    return FALSE;

  while (at + 9 < n && bytes[at] == 0xff)
    {
      guint8 marker = bytes[at + 1];

      if ((marker & 0xf0) == 0xc0 && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        return is_side (read_16 (bytes + at + 5)) && is_side (read_16 (bytes + at + 7));
      at += 2 + (gsize) read_16 (bytes + at + 2);
    }

  return FALSE;
}

/* Low byte first, as WebP counts. */
static guint
read_back (const guint8 *bytes, guint n)
{
  guint value = 0;

  for (guint i = n; i > 0; i--)
    value = value << 8 | bytes[i - 1];
  return value;
}

/* Of its first chunk, with 30 bytes at least: RFC 9649, 2.5 to 2.7. One that moves is none. */
static gboolean
read_webp_sides (const guint8 *chunk, guint *width, guint *height)
{
  const guint8 *inside = chunk + 8;

  if (memcmp (chunk, "VP8 ", 4) == 0 && memcmp (inside + 3, "\x9d\x01\x2a", 3) == 0)
    {
      *width = read_back (inside + 6, 2) & 0x3fff;
      *height = read_back (inside + 8, 2) & 0x3fff;
      return TRUE;
    }
  if (memcmp (chunk, "VP8L", 4) == 0 && inside[0] == 0x2f)
    {
      *width = (read_back (inside + 1, 4) & 0x3fff) + 1;
      *height = (read_back (inside + 1, 4) >> 14 & 0x3fff) + 1;
      return TRUE;
    }
  if (memcmp (chunk, "VP8X", 4) == 0 && (inside[0] & 0x02) == 0)
    {
      *width = read_back (inside + 4, 3) + 1;
      *height = read_back (inside + 7, 3) + 1;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_small_webp (const guint8 *bytes, gsize n)
{
  guint width, height;

  return n >= 30 && memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0 &&
         read_webp_sides (bytes + 12, &width, &height) && is_side (width) && is_side (height);
}

/**
 * zhihui_tile_picture_get_kind:
 *
 * Returns: what the first bytes say
 */
ZhihuiTileKind
zhihui_tile_picture_get_kind (GBytes *bytes)
{
  static const struct
  {
    const char    *start;
    gsize          n;
    ZhihuiTileKind kind;
  } starts[] = {
    { "\x89PNG\r\n\x1a\n", 8, ZHIHUI_TILE_PNG },
    { "\xff\xd8\xff", 3, ZHIHUI_TILE_JPEG },
    { "\x1f\x8b", 2, ZHIHUI_TILE_PACKED },
    { "\x78\x9c", 2, ZHIHUI_TILE_PACKED },
  };
  gsize       n;
  const char *bytes_at = g_bytes_get_data (bytes, &n);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (n >= starts[i].n && memcmp (bytes_at, starts[i].start, starts[i].n) == 0)
      return starts[i].kind;

  if (n >= 12 && memcmp (bytes_at, "RIFF", 4) == 0 && memcmp (bytes_at + 8, "WEBP", 4) == 0)
    return ZHIHUI_TILE_WEBP;
  return ZHIHUI_TILE_UNKNOWN;
}

/**
 * zhihui_tile_picture_is_sound:
 *
 * Returns: whether @bytes are a PNG, a JPEG or a WebP of at most 1 MiB and 1,024 px a side, by what
 * its head says. Others would be decoded by whatever reader is installed, at any size.
 */
gboolean
zhihui_tile_picture_is_sound (GBytes *bytes)
{
  gsize         n;
  const guint8 *start = g_bytes_get_data (bytes, &n);

  return n <= ZHIHUI_TILE_MAX_BYTES &&
         (is_small_png (start, n) || is_small_jpeg (start, n) || is_small_webp (start, n));
}

/**
 * zhihui_tile_picture_new_transparent:
 *
 * Returns: (transfer full): a PNG of one pixel that cannot be seen
 */
GBytes *
zhihui_tile_picture_new_transparent (void)
{
  /* 1 x 1, 8 bits, RGBA; one filter byte and four zeroes, deflated. */
  static const guint8 file[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
    0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00,
    0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0b, 0x49, 0x44, 0x41, 0x54, 0x78,
    0xda, 0x63, 0x60, 0x00, 0x02, 0x00, 0x00, 0x05, 0x00, 0x01, 0xe9, 0xfa, 0xdc, 0xd8,
    0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
  };

  return g_bytes_new_static (file, sizeof file);
}
