/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-words.h"

#include <glib/gi18n-lib.h>

static GVariant *
get_screens (GVariant *status)
{
  return g_variant_lookup_value (status, "screens", G_VARIANT_TYPE ("aa{sv}"));
}

/**
 * zhihui_wall_status_count_screens:
 * @status: a{sv}, as a wall tells it; nothing in it is relied on
 */
guint
zhihui_wall_status_count_screens (GVariant *status)
{
  g_autoptr (GVariant) screens = get_screens (status);

  return screens != NULL ? (guint) g_variant_n_children (screens) : 0;
}

/**
 * zhihui_wall_status_get_title:
 * @page: its name
 *
 * Returns: (transfer none): what that page is called, its name where the wall does not say
 */
const char *
zhihui_wall_status_get_title (GVariant *status, const char *page)
{
  g_autofree const char **pages = NULL;
  g_autofree const char **titles = NULL;
  gboolean                has_titles = g_variant_lookup (status, "pages", "^a&s", &pages) &&
                        g_variant_lookup (status, "titles", "^a&s", &titles);

  for (guint i = 0; has_titles && pages[i] != NULL && titles[i] != NULL; i++)
    if (g_str_equal (pages[i], page))
      return titles[i];

  return page;
}

/**
 * zhihui_wall_status_read_screen:
 * @status: a{sv}
 * @index: of its screens
 * @screen: (out caller-allocates): strings live as long as @status
 */
void
zhihui_wall_status_read_screen (GVariant *status, guint index, ZhihuiWallScreen *screen)
{
  g_autoptr (GVariant) screens = NULL;
  g_autoptr (GVariant) one = NULL;

  g_variant_get_data (status); /* its strings stand in one piece from now on */
  screens = get_screens (status);
  *screen = (ZhihuiWallScreen){ .name = "", .page = "", .title = "" };
  g_variant_lookup (status, "held", "b", &screen->is_held);
  g_variant_lookup (status, "curtained", "b", &screen->is_curtained);
  if (screens == NULL || index >= g_variant_n_children (screens))
    return;

  one = g_variant_get_child_value (screens, index);
  g_variant_lookup (one, "name", "&s", &screen->name);
  g_variant_lookup (one, "page", "&s", &screen->page);
  g_variant_lookup (one, "title", "&s", &screen->title);
  g_variant_lookup (one, "pinned", "b", &screen->is_pinned);
  g_variant_lookup (one, "interruption", "&s", &screen->interruption);
  g_variant_lookup (one, "next", "&s", &screen->next);
  g_variant_lookup (one, "left_s", "u", &screen->left_s);
  g_variant_lookup (one, "dwell_s", "u", &screen->dwell_s);
  g_variant_lookup (one, "number", "u", &screen->number);
  g_variant_lookup (one, "pages", "u", &screen->n_pages);
  if (screen->next != NULL)
    screen->next = zhihui_wall_status_get_title (status, screen->next);
}

/**
 * zhihui_wall_status_find_in_playlist:
 * @status: a{sv}
 * @index: of its screens
 * @page: its name
 *
 * Returns: when it comes among the pages that take turns on that screen, from 1; 0: it is none of
 * them, or the wall does not say
 */
guint
zhihui_wall_status_find_in_playlist (GVariant *status, guint index, const char *page)
{
  g_autoptr (GVariant) screens = get_screens (status);
  g_autoptr (GVariant) one = NULL;
  g_autofree const char **pages = NULL;

  if (screens == NULL || index >= g_variant_n_children (screens))
    return 0;

  one = g_variant_get_child_value (screens, index);
  if (!g_variant_lookup (one, "playlist", "^a&s", &pages))
    return 0;
  for (guint i = 0; pages[i] != NULL; i++)
    if (g_str_equal (pages[i], page))
      return i + 1;
  return 0;
}

static char *
describe_next (const ZhihuiWallScreen *screen, int age_s)
{
  guint left_s = screen->left_s > (guint) age_s ? screen->left_s - (guint) age_s : 0;

  if (screen->interruption != NULL)
    return g_strdup_printf (_ ("%s returns in %u s"), screen->next, left_s);
  if (screen->dwell_s == 0)
    return g_strdup_printf (_ ("%s in %u s"), screen->next, left_s);

  return g_strdup_printf (_ ("%s in %u s of %u s"), screen->next, left_s, screen->dwell_s);
}

/**
 * zhihui_wall_words_describe:
 * @age_s: seconds since the wall told it
 *
 * Returns: (transfer full): what is not ordinary, and what comes
 */
char *
zhihui_wall_words_describe (const ZhihuiWallScreen *screen, int age_s)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (screen->is_curtained)
    g_ptr_array_add (parts, g_strdup (_ ("The curtain is drawn")));
  if (screen->is_pinned)
    g_ptr_array_add (parts, g_strdup (_ ("Pinned")));
  if (screen->interruption != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("Came between: %s"), screen->interruption));
  if (screen->is_held)
    g_ptr_array_add (parts, g_strdup (_ ("Held")));
  if (screen->next != NULL)
    g_ptr_array_add (parts, describe_next (screen, MAX (age_s, 0)));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_ ("This page stays")));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}
