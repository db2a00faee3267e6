/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-titles.h"

#include "zhihui-format.h"

#include <glib/gi18n-lib.h>

/* How old the figures are. */
static char *
format_as_of (ZhihuiSituation *situation)
{
  return zhihui_format_date_time (zhihui_situation_get_zone (situation),
                                  zhihui_situation_get_as_of (situation));
}

/**
 * zhihui_desk_titles_make_subtitle:
 *
 * Returns: (transfer full): the usual line under the title of a page
 */
char *
zhihui_desk_titles_make_subtitle (ZhihuiSituation *situation)
{
  g_autofree char *as_of = NULL;

  if (zhihui_situation_get_meta (situation) == NULL)
    return g_strdup ("");
  as_of = format_as_of (situation);
  return g_strdup_printf (_ ("Data as of %s"), as_of);
}

/**
 * zhihui_desk_titles_make_window:
 * @page: title of the page that is seen
 * @subject: (nullable): what it is about, no person
 *
 * Returns: (transfer full): by what the windows of one desk are told from each other, wherever the
 * desktop lists them
 */
char *
zhihui_desk_titles_make_window (ZhihuiSituation *situation, const char *page, const char *subject)
{
  ZhihuiMeta      *meta = zhihui_situation_get_meta (situation);
  g_autofree char *whole =
    subject != NULL ? g_strjoin (" · ", page, subject, NULL) : g_strdup (page);
  g_autofree char *as_of = NULL;

  if (meta == NULL)
    return g_strjoin (" — ", page, _ ("Zhihui"), NULL);
  if (!zhihui_situation_is_past (situation))
    return g_strjoin (" — ", whole, meta->name, NULL);
  as_of = format_as_of (situation);
  return g_strjoin (" — ", whole, meta->name, as_of, NULL);
}
