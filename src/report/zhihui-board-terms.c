/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-terms.h"

#include "zhihui-error.h"
#include "zhihui-tier.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_N 1000000

/* An instant, or a day of the deployments' zone; @is_last: the day belongs to the window. */
static gboolean
parse_end (const char *text, gboolean is_last, gint64 *at)
{
  gboolean         is_day = strlen (text) == strlen ("2020-07-01");
  g_autofree char *whole = is_day ? g_strconcat (text, "T00:00:00+08:00", NULL) : g_strdup (text);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (whole, NULL);
  g_autoptr (GDateTime) end =
    moment != NULL ? g_date_time_add_days (moment, is_day && is_last ? 1 : 0) : NULL;

  if (end == NULL)
    return FALSE;
  *at = g_date_time_to_unix (end);
  return TRUE;
}

/**
 * zhihui_board_terms_set_window:
 * @text: (nullable): "2020-07-01/2020-07-10", both days belong to it; or two instants by RFC 3339
 *   with "/" between, the second of which does not
 * @error: return location for %ZHIHUI_ERROR_INVALID
 *
 * Returns: whether it is one; no text leaves what is usual
 */
gboolean
zhihui_board_terms_set_window (ZhihuiBoardTerms *self, const char *text, GError **error)
{
  g_auto (GStrv) ends = text != NULL ? g_strsplit (text, "/", 3) : NULL;
  ZhihuiWindow window;

  if (text == NULL)
    return TRUE;
  if (g_strv_length (ends) != 2 || !parse_end (ends[0], FALSE, &window.from) ||
      !parse_end (ends[1], TRUE, &window.to) || window.from >= window.to)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("“%s” are no days: the first and the last, as 2020-07-01/2020-07-10"),
                   text);
      return FALSE;
    }
  self->window = window;
  return TRUE;
}

static gboolean
is_of_a_board (ZhihuiBasis basis)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    if (zhihui_metric_has_basis (zhihui_board_get_metric (board), basis))
      return TRUE;
  return FALSE;
}

/**
 * zhihui_board_terms_set_basis:
 * @text: (nullable): id of a basis, by which one of the four boards can be counted
 *
 * Returns: as zhihui_board_terms_set_window()
 */
gboolean
zhihui_board_terms_set_basis (ZhihuiBoardTerms *self, const char *text, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (!zhihui_basis_parse (text, &self->basis) || !is_of_a_board (self->basis))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("“%s” is no time by which a board can be counted"),
                   text);
      return FALSE;
    }
  self->has_basis = TRUE;
  return TRUE;
}

static gboolean
parse_number (const char *text, guint64 most, guint *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, most, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

/**
 * zhihui_board_terms_set_tier:
 * @text: (nullable): "1" the largest third by volume … "3"
 *
 * Returns: as zhihui_board_terms_set_window()
 */
gboolean
zhihui_board_terms_set_tier (ZhihuiBoardTerms *self, const char *text, GError **error)
{
  if (text == NULL || parse_number (text, ZHIHUI_N_TIERS, &self->tier))
    return TRUE;
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("A third of the units is 1, 2 or 3, not “%s”"),
               text);
  return FALSE;
}

static gboolean
set_least (guint *least, const char *text, GError **error)
{
  if (text == NULL || parse_number (text, MOST_N, least))
    return TRUE;
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("The least number of cases is a number from 1 on, not “%s”"),
               text);
  return FALSE;
}

/**
 * zhihui_board_terms_set_min_n:
 * @text: (nullable): from how many cases on a unit is ranked
 *
 * Returns: as zhihui_board_terms_set_window()
 */
gboolean
zhihui_board_terms_set_min_n (ZhihuiBoardTerms *self, const char *text, GError **error)
{
  return set_least (&self->min_n, text, error);
}

/**
 * zhihui_board_terms_set_min_answers:
 * @text: (nullable): likewise, from how many answers on
 *
 * Returns: as zhihui_board_terms_set_window()
 */
gboolean
zhihui_board_terms_set_min_answers (ZhihuiBoardTerms *self, const char *text, GError **error)
{
  return set_least (&self->min_answers, text, error);
}

guint
zhihui_board_terms_get_min_n (const ZhihuiBoardTerms *self, ZhihuiMetric metric)
{
  return zhihui_metric_counts_answers (metric) ? self->min_answers : self->min_n;
}

gboolean
zhihui_board_terms_has_basis (const ZhihuiBoardTerms *self, ZhihuiMetric metric)
{
  return self->has_basis && zhihui_metric_has_basis (metric, self->basis);
}

/**
 * zhihui_board_terms_format_window:
 *
 * Returns: (transfer full) (nullable): what zhihui_board_terms_set_window() reads; %NULL: none
 */
char *
zhihui_board_terms_format_window (const ZhihuiBoardTerms *self, ZhihuiZone *zone)
{
  g_autofree char *from = NULL, *to = NULL;

  if (self->window.from >= self->window.to)
    return NULL;
  from = zhihui_zone_format_rfc3339 (zone, self->window.from);
  to = zhihui_zone_format_rfc3339 (zone, self->window.to);
  return g_strconcat (from, "/", to, NULL);
}
