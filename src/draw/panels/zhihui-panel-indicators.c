/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-row-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-format.h"

#define TOP 56

/* Published figures, and the systems that deliver. */

/* Thousands get their commas, shares their percent; all else stands as it was published. */
static char *
format_value (const ZhihuiIndicator *one)
{
  char            *end = NULL;
  double           number = g_ascii_strtod (one->value, &end);
  gboolean         is_number = g_ascii_isdigit (*one->value) && *end == '\0';
  g_autofree char *value = NULL;

  if (is_number && g_str_equal (one->unit, "ratio"))
    return zhihui_format_percent (number, fabs (number * 100 - round (number * 100)) > 1e-6);
  /* A year has no commas. */
  if (is_number && number < 1e15 && fabs (number - round (number)) < 1e-9 &&
      !g_str_has_prefix (one->unit, "年"))
    value = zhihui_format_count ((gint64) round (number));
  else
    value = g_strdup (one->value);

  if (*one->unit == '\0')
    return g_steal_pointer (&value);
  if (g_str_equal (one->unit, "%"))
    return g_strdup_printf ("%s%%", value);
  return g_strdup_printf (ZHIHUI_STRONG "%s" ZHIHUI_STRONG " %s", value, one->unit);
}

/* Where all were published: said once. NULL: in several places. */
static const char *
find_source (const ZhihuiIndicators *indicators)
{
  const char *source = NULL;

  for (guint i = 0; i < indicators->items->len; i++)
    {
      const ZhihuiIndicator *one = indicators->items->pdata[i];

      if (source != NULL && !g_str_equal (source, one->source))
        return NULL;
      source = one->source;
    }
  return source != NULL && *source != '\0' ? source : NULL;
}

/* Where, and in brackets what stood there word by word, which may go. */
static void
add_source (ZhihuiListRow *row, const char *source)
{
  const char *bracket = strstr (source, "（");

  row->second = g_strdup (source);
  if (bracket != NULL && bracket > source)
    row->shorter = g_strndup (source, (gsize) (bracket - source));
}

static void
draw_indicators (ZhihuiSketch *sketch, const ZhihuiIndicators *indicators, gboolean with_source)
{
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();

  for (guint i = 0; i < indicators->items->len; i++)
    {
      const ZhihuiIndicator *one = indicators->items->pdata[i];
      ZhihuiListRow         *row = zhihui_row_list_add (rows, one->id, one->name);

      row->value = format_value (one);
      row->note = g_strdup (one->as_of);
      if (with_source && *one->source != '\0')
        add_source (row, one->source);
    }
  zhihui_row_list_draw (sketch, rows, TOP, zhihui_sketch_get_top (sketch));
}

/**
 * zhihui_panel_indicators_draw:
 *
 * Figures as they were published elsewhere, each with its date.
 */
void
zhihui_panel_indicators_draw (ZhihuiSketch *sketch)
{
  ZhihuiIndicators *indicators =
    zhihui_sketch_read (sketch, ZHIHUI_DATASET_INDICATORS, _ ("published figures"));
  const char      *source = indicators != NULL ? find_source (indicators) : NULL;
  g_autofree char *words = source != NULL ? g_strdup_printf (_ ("as published: %s"), source) : NULL;
  const char      *descriptions[] = { words != NULL ? words : _ ("as published, not counted here"),
                                 _ ("as published, not counted here"),
                                 NULL };

  zhihui_sketch_head (sketch, descriptions, NULL);
  zhihui_sketch_speak (sketch, "%s, %s", zhihui_sketch_get_title (sketch), descriptions[0]);
  if (zhihui_sketch_excuse (sketch))
    return;

  if (indicators->items->len == 0)
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
  else
    draw_indicators (sketch, indicators, source == NULL);
}

/* ---- systems ---- */

static const char *
get_state_word (ZhihuiSystemState state)
{
  switch (state)
    {
    case ZHIHUI_SYSTEM_OK:
      return C_ ("system", "delivers");
    case ZHIHUI_SYSTEM_OFFLINE:
      return C_ ("system", "silent");
    case ZHIHUI_SYSTEM_STALE:
    default:
      return C_ ("system", "late");
    }
}

static char *
make_last (ZhihuiSketch *sketch, const ZhihuiSystem *system)
{
  return system->last_sync_at != ZHIHUI_NO_INSTANT
           ? zhihui_sketch_make_time (sketch, system->last_sync_at)
           : g_strdup ("—");
}

static void
draw_systems (ZhihuiSketch *sketch, const ZhihuiSystems *systems)
{
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();

  for (guint i = 0; i < systems->items->len; i++)
    {
      const ZhihuiSystem *system = systems->items->pdata[i];
      ZhihuiListRow      *row = zhihui_row_list_add (rows, system->id, system->name);
      g_autofree char    *last = make_last (sketch, system);

      row->has_sign = TRUE;
      row->sign = system->state == ZHIHUI_SYSTEM_OK ? ZHIHUI_SYMBOL_DOT : ZHIHUI_SYMBOL_DIAMOND;
      row->attention = row->note_attention = system->state != ZHIHUI_SYSTEM_OK;
      row->note = g_strdup_printf ("%s %s", get_state_word (system->state), last);
      if (*system->department != '\0')
        row->second = g_strdup (system->department);
    }
  zhihui_row_list_draw (sketch, rows, TOP, zhihui_sketch_get_top (sketch));
}

/* "13/13": how many deliver in time. */
static char *
make_health (const ZhihuiSystems *systems)
{
  gint64           n_ok = 0;
  g_autofree char *part = NULL;
  g_autofree char *strong = NULL;

  for (guint i = 0; i < systems->items->len; i++)
    n_ok += ((const ZhihuiSystem *) systems->items->pdata[i])->state == ZHIHUI_SYSTEM_OK;
  part = zhihui_format_fraction (n_ok, systems->items->len);
  strong = g_strconcat (ZHIHUI_STRONG, part, ZHIHUI_STRONG, NULL);
  return g_strdup_printf (_ ("deliver in time %s"), strong);
}

/**
 * zhihui_panel_systems_draw:
 *
 * Other systems from which something is delivered: whether it comes, and when it last came.
 */
void
zhihui_panel_systems_draw (ZhihuiSketch *sketch)
{
  ZhihuiSystems *systems = zhihui_sketch_read (sketch, ZHIHUI_DATASET_SYSTEMS, _ ("other systems"));
  const char    *descriptions[] = { _ ("last delivery"), NULL };
  g_autofree char *health =
    systems != NULL && systems->items->len > 0 ? make_health (systems) : NULL;

  zhihui_sketch_head (sketch, descriptions, health);
  zhihui_sketch_speak (
    sketch, "%s, %s", zhihui_sketch_get_title (sketch), health != NULL ? health : "");
  if (zhihui_sketch_excuse (sketch))
    return;

  if (systems->items->len == 0)
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
  else
    draw_systems (sketch, systems);
}
