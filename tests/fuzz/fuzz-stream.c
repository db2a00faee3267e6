/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"
#include "zhihui-event-reader.h"

/* Server-sent events: the first byte says in what pieces the rest arrives. The events are the same
 * however they were cut. */

static void
write_down (const ZhihuiServerEvent *event, gpointer user_data)
{
  g_assert_true (g_utf8_validate (event->type, -1, NULL));
  g_assert_true (g_utf8_validate (event->data, -1, NULL));
  g_assert_true (g_utf8_validate (event->id, -1, NULL));
  g_string_append_printf (
    user_data, "%s\n%s\n%s\n%d\n\n", event->type, event->id, event->data, event->is_cut);
}

static GString *
read_in_pieces (const char *bytes, gsize length, gsize piece)
{
  GString *told = g_string_new (NULL);
  g_autoptr (ZhihuiEventReader) reader = zhihui_event_reader_new (write_down, told);

  for (gsize at = 0; at < length; at += piece)
    {
      gsize            n = MIN (piece, length - at);
      g_autofree char *part = g_memdup2 (bytes + at, n);

      zhihui_event_reader_take (reader, part, n);
    }

  g_string_append_printf (told,
                          "%s %" G_GINT64_FORMAT,
                          zhihui_event_reader_get_id (reader),
                          zhihui_event_reader_get_retry_ms (reader));
  return told;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GString *whole;
  GString *cut;

  if (size < 2)
    return 0;

  whole = read_in_pieces ((const char *) data + 1, size - 1, size - 1);
  cut = read_in_pieces ((const char *) data + 1, size - 1, data[0] % 64 + 1);
  g_assert_cmpstr (cut->str, ==, whole->str);
  g_string_free (whole, TRUE);
  g_string_free (cut, TRUE);
  return 0;
}
