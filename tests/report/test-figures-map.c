/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-situation.h"
#include "template-paper.h"
#include "written-figures.h"
#include "zhihui-language.h"

#include <string.h>

/* The paper of a map, read again: the figures of each region, its rank and its class are those that
 * are worked out here from its cases. */

#define JULY G_GINT64_CONSTANT (1593532800) /* 2020-07-01T00:00:00+08:00 */
#define DAY_S 86400
#define FEW 20 /* with fewer a rate is not compared */

/* @i: a quarter of the towns has too few cases for a rate. */
static Town
get_town (guint i)
{
  gint64 n = i % 4 == 3 ? (gint64) i % FEW : 20 + (gint64) (i * 37) % 900;

  /* One is too large for the map to write it whole. */
  return (Town){ .n = i == 7 ? 123456 : (gint64) (i * 53) % 1000 + 1,
                 .population = -1,
                 .rate_n = n,
                 .rate_k = n * (gint64) (i % 7) / 90 };
}

/* Whose fraction is smaller stands before; equal ones share the rank. */
static guint
find_rank (guint i, guint n)
{
  Town  one = get_town (i);
  guint rank = 1;

  for (guint j = 0; j < n; j++)
    {
      Town other = get_town (j);

      rank += other.rate_n >= FEW && other.rate_k * one.rate_n < one.rate_k * other.rate_n;
    }
  return rank;
}

static guint
find_volume_rank (guint i, guint n)
{
  guint rank = 1;

  for (guint j = 0; j < n; j++)
    rank += get_town (j).n > get_town (i).n;
  return rank;
}

/* By the rate as it is written: what reads 1.00% is not below 1%. */
static const char *
name_class (const Town *town)
{
  gint64 hundredths;

  if (town->rate_n < FEW)
    return "样本不足";
  hundredths = (20000 * town->rate_k + town->rate_n) / (2 * town->rate_n);
  if (hundredths < 100)
    return "<1%";
  return hundredths < 300 ? "1–2.99%" : "≥3%";
}

static void
find_overdue_region (const char *text, guint i, guint n)
{
  Town             town = get_town (i);
  gboolean         is_ranked = town.rate_n >= FEW;
  g_autofree char *rank = is_ranked ? written_count (find_rank (i, n)) : g_strdup ("—");
  g_autofree char *rate = is_ranked ? written_rate (town.rate_k, town.rate_n) : g_strdup ("—");
  g_autofree char *row = g_strdup_printf (
    "%s第%u镇%s%d/%d%s", rank, i, rate, (int) town.rate_k, (int) town.rate_n, name_class (&town));

  written_find (text, row);
}

static void
find_volume_region (const char *text, guint i, guint n)
{
  g_autofree char *count = written_count (get_town (i).n);
  g_autofree char *rank = written_count (find_volume_rank (i, n));
  g_autofree char *row = g_strdup_printf ("%s第%u镇%s", rank, i, count);

  written_find (text, row);
}

/* Inhabitants, for figures per 1,000 of them. */
static gint64
get_population (guint i)
{
  return 1000 * (gint64) (i % 8 + 1);
}

static void
find_region_per_head (const char *text, guint i, guint n)
{
  Town             town = get_town (i);
  gint64           tenths = (20000 * town.n / get_population (i) + 1) / 2;
  g_autofree char *count = written_count (town.n);
  g_autofree char *row =
    g_strdup_printf ("第%u镇%d.%d%s", i, (int) tenths / 10, (int) tenths % 10, count);

  written_find (text, row);
}

static void
check_map (guint       n,
           ZhihuiBoard board,
           gboolean    has_heads,
           const char *head,
           const char *span,
           void (*find) (const char *text, guint i, guint n))
{
  static const char conf[] = "[overdue]\nclasses=1% 3%\n";
  g_autofree Town  *towns = g_new (Town, n);
  g_autoptr (GBytes) bytes = g_bytes_new_static (conf, strlen (conf));
  g_autoptr (ZhihuiMapSettings) settings = zhihui_map_settings_parse (bytes, "map.conf", NULL);
  TemplatePaper     paper;
  ZhihuiSituation  *situation;
  ZhihuiMapFigures *figures;
  g_autofree char  *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      towns[i] = get_town (i);
      if (has_heads)
        towns[i].population = get_population (i);
    }
  situation = map_situation_new (towns, n);
  figures = zhihui_situation_get_map_figures (situation);
  figures->window = (ZhihuiWindow){ JULY, JULY + 31 * DAY_S };
  figures->rates[ZHIHUI_BOARD_OVERDUE].window =
    (ZhihuiWindow){ JULY - 61 * DAY_S, JULY + 29 * DAY_S };
  template_paper_open (&paper, situation, "map", NULL);
  paper.request.maps = 1u << board;
  paper.request.map_settings = settings;
  paper.request.now_us = 1000000;
  text = template_paper_read (&paper);
  if (text != NULL)
    written_find (text, head);
  for (guint i = 0; text != NULL && i < n; i++)
    find (text, i, n);
  if (text != NULL)
    template_paper_check_pages (&paper, span);
  template_paper_close (&paper);
}

static void
test_map (gconstpointer n_rows)
{
  guint n = template_paper_get_n (n_rows);

  check_map (n,
             ZHIHUI_BOARD_VOLUME,
             FALSE,
             "名次区划受理量地图分级",
             "2020年7月1日至29日",
             find_volume_region);
  check_map (n,
             ZHIHUI_BOARD_VOLUME,
             TRUE,
             "名次区划件/千人受理量地图分级",
             "2020年7月1日至29日",
             find_region_per_head);
  check_map (n,
             ZHIHUI_BOARD_OVERDUE,
             FALSE,
             "名次区划超期率分子/分母地图分级",
             "2020年5月1日至7月29日",
             find_overdue_region);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  zhihui_language_speak ("zh_CN");
  template_paper_add_test ("/figures/regions-are-those-of-the-map", test_map);
  return g_test_run ();
}
