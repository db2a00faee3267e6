/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-xlsx-proof.h"

#include <gio/gio.h>
#include <string.h>

/* The library that writes workbooks puts each part into a file without a name first and does not
 * look whether that went well: on a full disk a workbook comes out that is sound as an archive and
 * lacks rows. So what was written is read again and counted.
 *
 * A zip archive as that library makes them (APPNOTE 6.3): no comment, no zip64, parts stored or
 * deflated. */
#define END_BYTES 22
#define ENTRY_BYTES 46
#define LOCAL_BYTES 30
#define DEFLATED 8

typedef struct
{
  const guint8 *bytes;
  gsize         size;
} Span;

static guint32
read_u16 (const guint8 *at)
{
  return at[0] | (guint32) at[1] << 8;
}

static guint32
read_u32 (const guint8 *at)
{
  return read_u16 (at) | read_u16 (at + 2) << 16;
}

static gboolean
has (Span span, gsize offset, gsize n)
{
  return offset <= span.size && n <= span.size - offset;
}

/* @entry: of the list at the end. NULL: it does not lead to bytes of the archive. */
static GByteArray *
unpack (Span archive, const guint8 *entry)
{
  gsize       packed = read_u32 (entry + 20), size = read_u32 (entry + 24);
  gsize       local = read_u32 (entry + 42), at, n_read, n_written;
  GByteArray *part;
  g_autoptr (GConverter) inflate = NULL;

  if (!has (archive, local, LOCAL_BYTES))
    return NULL;
  at = local + LOCAL_BYTES + read_u16 (archive.bytes + local + 26) +
       read_u16 (archive.bytes + local + 28);
  if (!has (archive, at, packed) || packed == 0 || size == 0 || size > G_MAXUINT / 2)
    return NULL;

  part = g_byte_array_sized_new ((guint) size);
  g_byte_array_set_size (part, (guint) size);
  if (read_u16 (entry + 10) != DEFLATED)
    {
      memcpy (part->data, archive.bytes + at, MIN (packed, size));
      return part;
    }
  inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  if (g_converter_convert (inflate,
                           archive.bytes + at,
                           packed,
                           part->data,
                           size,
                           G_CONVERTER_INPUT_AT_END,
                           &n_read,
                           &n_written,
                           NULL) == G_CONVERTER_FINISHED &&
      n_written == size)
    return part;
  g_byte_array_unref (part);
  return NULL;
}

/* It ends with the end of the element it begins with. */
static gboolean
is_whole (const GByteArray *part)
{
  const char *text = (const char *) part->data;
  const char *root = g_strstr_len (text, part->len, "?>");
  gsize       length = part->len, n_name = 0;

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (root == NULL || length < 2 || text[length - 1] != '>')
    return FALSE;
  root = memchr (root, '<', length - (gsize) (root - text));
  if (root == NULL)
    return FALSE;
  root++;
  while (root + n_name < text + length && strchr (" />", root[n_name]) == NULL)
    n_name++;
  return text[length - 2] == '/' ||
         (n_name + 3 <= length && memcmp (text + length - 1 - n_name, root, n_name) == 0 &&
          memcmp (text + length - 3 - n_name, "</", 2) == 0);
}

/* Bytes of the text from @at to the next tag: "&lt;" is one. */
static gsize
count_text (const char **at, const char *end)
{
  const char *tag = memchr (*at, '<', (gsize) (end - *at));
  gsize       n;

  if (tag == NULL)
    tag = end;
  n = (gsize) (tag - *at);
  for (const char *p = memchr (*at, '&', n); p != NULL;
       p = memchr (p + 1, '&', (gsize) (tag - p - 1)))
    {
      const char *stop = memchr (p, ';', (gsize) (tag - p));

      n -= stop != NULL ? (gsize) (stop - p) : 0;
    }
  *at = tag;
  return n;
}

static ZhihuiSheetSum
sum_sheet (const GByteArray *part)
{
  ZhihuiSheetSum sum = { 0 };
  const char    *at = (const char *) part->data;
  const char    *end = at + part->len;

  while ((at = memchr (at, '<', (gsize) (end - at))) != NULL)
    {
      gboolean is_text = end - at > 3 && at[1] == 't' && (at[2] == '>' || at[2] == ' ');

      sum.n_cells += end - at > 3 && at[1] == 'c' && at[2] == ' ';
      at++;
      if (!is_text)
        continue;
      at = memchr (at, '>', (gsize) (end - at));
      if (at == NULL)
        break;
      at++;
      sum.n_text_bytes += count_text (&at, end);
    }
  return sum;
}

/* Number of the sheet that @entry is, 0 none. */
static guint
get_sheet_number (const guint8 *entry)
{
  static const char prefix[] = "xl/worksheets/sheet";
  gsize             n_name = read_u16 (entry + 28);
  const char       *name = (const char *) entry + ENTRY_BYTES;
  guint             number = 0;

  if (n_name < sizeof prefix || memcmp (name, prefix, sizeof prefix - 1) != 0)
    return 0;
  for (gsize i = sizeof prefix - 1; i < n_name && g_ascii_isdigit (name[i]); i++)
    number = number * 10 + (guint) (name[i] - '0');
  return number;
}

static gboolean
check_part (Span archive, const guint8 *entry, const ZhihuiSheetSum *sums, guint n_sheets)
{
  g_autoptr (GByteArray) part = unpack (archive, entry);
  guint          number = get_sheet_number (entry);
  ZhihuiSheetSum sum;

  if (part == NULL || number > n_sheets || !is_whole (part))
    return FALSE;
  if (number == 0)
    return TRUE;
  sum = sum_sheet (part);
  return sum.n_cells == sums[number - 1].n_cells &&
         sum.n_text_bytes == sums[number - 1].n_text_bytes;
}

/* The list of parts is at the end. */
static gboolean
check_archive (Span archive, const ZhihuiSheetSum *sums, guint n_sheets)
{
  const guint8 *end = archive.bytes + archive.size - END_BYTES;
  guint         n_found = 0;
  gsize         at;

  if (archive.size < END_BYTES || memcmp (end, "PK\5\6", 4) != 0)
    return FALSE;

  at = read_u32 (end + 16);
  for (guint i = 0; i < read_u16 (end + 10); i++)
    {
      const guint8 *entry = archive.bytes + at;

      if (!has (archive, at, ENTRY_BYTES) ||
          !has (archive, at, ENTRY_BYTES + read_u16 (entry + 28)) ||
          memcmp (entry, "PK\1\2", 4) != 0 || !check_part (archive, entry, sums, n_sheets))
        return FALSE;
      n_found += get_sheet_number (entry) > 0;
      at += ENTRY_BYTES + read_u16 (entry + 28) + read_u16 (entry + 30) + read_u16 (entry + 32);
    }
  return n_found == n_sheets;
}

/**
 * zhihui_xlsx_proof_holds:
 * @path: of a workbook
 * @sums: (array length=n_sheets): what was put on its sheets
 *
 * Returns: whether every part of it can be read to its end, and every sheet holds what was put
 *   there
 */
gboolean
zhihui_xlsx_proof_holds (const char *path, const ZhihuiSheetSum *sums, guint n_sheets)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  if (file == NULL || g_mapped_file_get_length (file) == 0)
    return FALSE;
  return check_archive ((Span){ .bytes = (const guint8 *) g_mapped_file_get_contents (file),
                                .size = g_mapped_file_get_length (file) },
                        sums,
                        n_sheets);
}
