/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz-target.h"
#include "zhihui-error.h"
#include "zhihui-profile-resource.h"

/* A profile, and the pages of a platform that it is to read: between them stands a line of signs.
 * Whatever is read is kept and restored. */

#define MARK "\n====\n"
#define MAX_PAGES 4

static const ZhihuiWants wants = {
  .datasets = (1u << ZHIHUI_N_DATASETS) - 1,
  .rankings = { { .board = ZHIHUI_BOARD_VOLUME, .peer = "*" },
                { .board = ZHIHUI_BOARD_OVERDUE, .peer = "*" },
                { .board = ZHIHUI_BOARD_RETURN, .peer = "*" },
                { .board = ZHIHUI_BOARD_SATISFIED, .peer = "*" } },
  .n_rankings = 4,
};

static GPtrArray *
split (const char *bytes, gsize length)
{
  GPtrArray  *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *end = bytes + length;

  while (parts->len <= MAX_PAGES)
    {
      const char *mark = g_strstr_len (bytes, end - bytes, MARK);

      g_ptr_array_add (parts, g_bytes_new (bytes, (gsize) ((mark != NULL ? mark : end) - bytes)));
      if (mark == NULL)
        break;
      bytes = mark + strlen (MARK);
    }
  return parts;
}

static gpointer
read_pages (ZhihuiResource *resource, GPtrArray *parts, GError **error)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  gpointer            figures = NULL;
  g_autofree char    *cursor = NULL;

  soup_message_headers_append (headers, "Date", "Wed, 29 Jul 2020 06:00:00 GMT");
  for (guint i = 1; i < parts->len; i++)
    {
      const ZhihuiPage page = { .body = parts->pdata[i], .cursor = cursor, .headers = headers };
      g_autofree char *next = NULL;

      figures = zhihui_resource_read_page (resource, figures, &page, &next, error);
      if (figures == NULL || next == NULL)
        break;
      g_free (cursor);
      cursor = g_steal_pointer (&next);
    }
  soup_message_headers_unref (headers);

  return figures != NULL ? zhihui_resource_finish (resource, figures, error) : NULL;
}

static void
check_resource (ZhihuiProfile *profile, guint table, GPtrArray *parts)
{
  g_autoptr (ZhihuiResource) resource = zhihui_profile_resource_new (profile, table, &wants);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_auto (ZhihuiRequest) request = { 0 };
  gpointer figures, restored;

  zhihui_resource_make_request (resource, "https://api.example.org", "token", NULL, &request);
  figures = read_pages (resource, parts, &error);
  g_assert_true ((figures == NULL) == (error != NULL));
  if (figures == NULL)
    return;

  kept = zhihui_resource_keep (resource, figures, parts);
  restored = zhihui_resource_restore (resource, kept, &error);
  g_assert_no_error (error);
  zhihui_resource_unref_figures (resource, restored);
  zhihui_resource_unref_figures (resource, figures);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiProfile) profile = NULL;

  /* Tables are files of this machine. */
  if (size == 0 || g_strstr_len ((const char *) data, (gssize) size, "[tables") != NULL)
    return 0;

  parts = split ((const char *) data, size);
  profile = zhihui_profile_new (parts->pdata[0], "p.profile", "/nowhere", &error);
  g_assert_true ((profile == NULL) == (error != NULL));
  if (profile == NULL)
    {
      g_assert_cmpuint (error->domain, ==, ZHIHUI_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "p.profile:"));
      return 0;
    }

  for (guint i = 0; i < profile->tables->len && parts->len > 1; i++)
    check_resource (profile, i, parts);
  return 0;
}
