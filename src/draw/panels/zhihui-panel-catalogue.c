/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-row-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"

#define TOP 56

/* Services of the catalogue, ways of service, and the guide to them. */

static char *
make_change (gint64 n, gint64 previous)
{
  if (previous <= 0 || n < 0)
    return g_strdup ("—");
  return zhihui_format_change ((double) n / (double) previous - 1);
}

/* ---- services ---- */

/* "承诺 1 天 · 法定 3 天 · 要素 12/12" */
static char *
make_promise (const ZhihuiService *service, gint64 n_elements)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (service->promised_days >= 0)
    g_string_append_printf (text, _ ("promised %d d"), (int) service->promised_days);
  if (service->statutory_days >= 0)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _ ("by law %d d"), (int) service->statutory_days);
    }
  if (service->elements >= 0 && n_elements > 0)
    {
      g_autofree char *part = zhihui_format_fraction (service->elements, n_elements);

      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _ ("guide %s"), part);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
draw_services (ZhihuiSketch *sketch, const ZhihuiServices *services)
{
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();

  for (guint i = 0; i < services->items->len; i++)
    {
      const ZhihuiService *service = services->items->pdata[i];
      ZhihuiListRow       *row;

      if (service->n < 0)
        continue;
      row = zhihui_row_list_add (rows, service->id, service->label);
      row->amount = (double) service->n;
      row->value = zhihui_format_count_wall (service->n);
      row->note = make_change (service->n, service->previous);
      row->second = make_promise (service, services->n_elements);
    }
  if (rows->len == 0)
    zhihui_sketch_notice (sketch, _ ("No service has so many cases that it is listed"), NULL, NULL);
  zhihui_row_list_draw (sketch, rows, TOP, zhihui_sketch_get_top (sketch));
}

/**
 * zhihui_panel_services_draw:
 *
 * The services of the catalogue by cases of this month, with what each promises.
 */
void
zhihui_panel_services_draw (ZhihuiSketch *sketch)
{
  ZhihuiServices  *services = zhihui_sketch_read (sketch, ZHIHUI_DATASET_SERVICES, _ ("services"));
  g_autofree char *count = NULL;
  g_autofree char *words = NULL;
  g_autofree char *sum = NULL;
  const char      *descriptions[3] = { NULL };

  if (services != NULL && services->n_services > 0)
    {
      count = zhihui_format_count_wall (services->n_services);
      words = g_strdup_printf (_ ("%s services, cases of this month, change"), count);
      sum = zhihui_row_list_make_total (services->total);
      descriptions[0] = words;
      descriptions[1] = C_ ("period", "this month");
    }
  zhihui_sketch_head (sketch, descriptions, sum);
  zhihui_sketch_speak (sketch,
                       "%s, %s, %s",
                       zhihui_sketch_get_title (sketch),
                       words != NULL ? words : "",
                       sum != NULL ? sum : "");
  if (zhihui_sketch_excuse (sketch))
    return;

  if (services->items->len == 0)
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
  else
    draw_services (sketch, services);
}

/* ---- ways of service ---- */

/**
 * zhihui_panel_modes_draw:
 *
 * How services are done: at a window, by an agent, at home; cases of this month.
 */
void
zhihui_panel_modes_draw (ZhihuiSketch *sketch)
{
  const char     *descriptions[] = { _ ("cases of this month, share"),
                                     C_ ("period", "this month"),
                                     NULL };
  ZhihuiChannels *modes = zhihui_sketch_read (sketch, ZHIHUI_DATASET_MODES, _ ("ways of service"));
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();
  g_autofree char *sum =
    modes != NULL && modes->total > 0 ? zhihui_row_list_make_total (modes->total) : NULL;

  zhihui_sketch_head (sketch, descriptions, sum);
  zhihui_sketch_speak (sketch, "%s, %s", zhihui_sketch_get_title (sketch), sum != NULL ? sum : "");
  if (zhihui_sketch_excuse (sketch))
    return;

  for (guint i = 0; i < modes->items->len; i++)
    {
      const ZhihuiChannel *mode = modes->items->pdata[i];
      ZhihuiListRow       *row = zhihui_row_list_add (rows, mode->id, mode->label);

      row->amount = (double) mode->n;
      row->value = zhihui_format_count_wall (mode->n);
      row->note = zhihui_format_share (mode->n, modes->total);
    }
  if (rows->len == 0)
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
  zhihui_row_list_draw (sketch, rows, TOP, zhihui_sketch_get_top (sketch));
}

/* ---- the guide ---- */

static const char *
get_way_word (const char *id)
{
  static const char *const words[][2] = {
    { "hotline", NC_ ("guide", "By the hotline") },
    { "online", NC_ ("guide", "Online") },
    { "robot", NC_ ("guide", "By the robot") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i][0], id) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "guide", words[i][1]);
  return id;
}

static char *
make_questions (const ZhihuiGuide *guide)
{
  gint64 asked = 0;

  for (guint i = 0; i < guide->items->len; i++)
    asked += ((const ZhihuiGuideWay *) guide->items->pdata[i])->asked;
  return zhihui_row_list_make_total (asked);
}

/**
 * zhihui_panel_guide_draw:
 *
 * Questions of this month by the way they were asked, and how many of them were answered there.
 */
void
zhihui_panel_guide_draw (ZhihuiSketch *sketch)
{
  const char  *descriptions[] = { _ ("questions of this month, share answered"),
                                  C_ ("period", "this month"),
                                  NULL };
  ZhihuiGuide *guide = zhihui_sketch_read (sketch, ZHIHUI_DATASET_GUIDE, _ ("the guide"));
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();
  g_autofree char *sum = guide != NULL && guide->items->len > 0 ? make_questions (guide) : NULL;

  zhihui_sketch_head (sketch, descriptions, sum);
  zhihui_sketch_speak (sketch, "%s, %s", zhihui_sketch_get_title (sketch), sum != NULL ? sum : "");
  if (zhihui_sketch_excuse (sketch))
    return;

  for (guint i = 0; i < guide->items->len; i++)
    {
      const ZhihuiGuideWay *way = guide->items->pdata[i];
      ZhihuiListRow        *row = zhihui_row_list_add (rows, way->id, get_way_word (way->id));
      g_autofree char      *over = zhihui_format_count_wall (way->handed_over);

      row->is_share = TRUE;
      if (way->asked > 0)
        row->amount = (double) way->answered / (double) way->asked;
      row->value = zhihui_format_rate (way->answered, way->asked);
      row->note = zhihui_format_fraction (way->answered, way->asked);
      row->second = g_strdup_printf (_ ("handed to people %s"), over);
    }
  if (rows->len == 0)
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
  zhihui_row_list_draw (sketch, rows, TOP, zhihui_sketch_get_top (sketch));
}
