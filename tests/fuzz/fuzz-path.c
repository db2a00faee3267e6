/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz-target.h"
#include "zhihui-json-path.h"
#include "zhihui-wire.h"

/* A path, a line feed, and the document it looks into. */

static gboolean
note (const char *place, gpointer user_data)
{
  GBytes     *document = user_data;
  gsize       length;
  const char *start = g_bytes_get_data (document, &length);
  const char *end = zhihui_json_skip (place);

  g_assert_true (place >= start && end > place && end <= start + length);
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t   *feed = size > 0 ? memchr (data, '\n', size) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiJsonPath) path = NULL;
  gsize length;

  if (feed == NULL || memchr (data, '\0', (size_t) (feed - data)) != NULL)
    return 0;

  text = g_strndup ((const char *) data, (gsize) (feed - data));
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  path = zhihui_json_path_new (text, &length, &error);
  g_assert_true ((path == NULL) == (error != NULL));
  if (path == NULL)
    return 0;

  length = size - (size_t) (feed + 1 - data);
  if (!zhihui_wire_guard_check ((const char *) feed + 1, length, NULL))
    return 0;
  content = g_strndup ((const char *) feed + 1, length);
  document = g_bytes_new_static (content, length);
  zhihui_json_path_visit (path, content + strspn (content, " \t\r\n"), note, document);
  return 0;
}
