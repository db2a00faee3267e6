/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-asked.h"

#include "zhihui-resource.h"
#include "zhihui-wire.h"

/* A window by its instants: in whose zone they are written does not matter. */
static void
add_period (GString *path, const ZhihuiBoardAsked *self)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (self->window.from);
  g_autoptr (GDateTime) to = g_date_time_new_from_unix_utc (self->window.to);
  g_autofree char *first = from != NULL ? g_date_time_format (from, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  g_autofree char *end = to != NULL ? g_date_time_format (to, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  if (self->window.from < self->window.to && first != NULL && end != NULL)
    {
      zhihui_resource_add_parameter (path, "from", first);
      zhihui_resource_add_parameter (path, "to", end);
    }
  else if (self->period == NULL || *self->period != '\0')
    zhihui_resource_add_parameter (
      path,
      "period",
      self->period != NULL ? self->period : zhihui_board_get_default_period (self->board));
}

/**
 * zhihui_board_asked_is_of_usual_days:
 *
 * Returns: whether it is over the period that the board is asked for where nobody names one
 */
gboolean
zhihui_board_asked_is_of_usual_days (const ZhihuiBoardAsked *self)
{
  return self->window.from >= self->window.to &&
         (self->period == NULL ||
          g_str_equal (self->period, zhihui_board_get_default_period (self->board)));
}

/**
 * zhihui_board_asked_make_path:
 * @metric: what is counted; that of the board, or what stands beside it
 *
 * Returns: (transfer full): how our platform is asked for it, without the beginning that all its
 * paths have
 */
char *
zhihui_board_asked_make_path (const ZhihuiBoardAsked *self, ZhihuiMetric metric)
{
  g_autoptr (GString) path = g_string_new ("/rankings/");

  g_string_append (path, zhihui_metric_get_traits (metric)->id);
  zhihui_resource_add_parameter (path, "peer", self->peer);
  add_period (path, self);
  if (self->region != NULL)
    zhihui_resource_add_parameter (path, "region", self->region);
  if (self->order == ZHIHUI_ORDER_SHRUNK)
    g_string_append (path, "&order=shrunk");
  if (self->has_basis)
    zhihui_resource_add_parameter (path, "basis", zhihui_basis_get_id (self->basis));
  if (self->tier > 0)
    g_string_append_printf (path, "&tier=%u", self->tier);
  if (self->min_n > 0)
    g_string_append_printf (path, "&min_n=%u", self->min_n);
  if (self->first == 0 && self->last == 0)
    g_string_append (path, "&limit=" ZHIHUI_BOARD_PAGE_LIMIT);
  if (self->first > 0)
    g_string_append_printf (path, "&first=%u", self->first);
  if (self->last > 0)
    g_string_append_printf (path, "&last=%u", self->last);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/**
 * zhihui_board_asked_decode:
 *
 * As zhihui_asking_async() takes it.
 *
 * Returns: (transfer full): the ZhihuiRanking that the platform answered with; %NULL with @error
 */
gpointer
zhihui_board_asked_decode (GBytes *body, GError **error)
{
  return zhihui_wire_decode_ranking (body, NULL, error);
}
