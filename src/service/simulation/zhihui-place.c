/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-place.h"

#include <stdlib.h>

/* What random numbers are for. */
enum
{
  PURPOSE_STAFF = 16,
  PURPOSE_LAYER = 17,
  PURPOSE_GUIDE = 18,
};

void
zhihui_place_spread (ZhihuiRandom *random, guint n, guint *counts, guint n_places)
{
  for (guint i = 0; i < n && n_places > 0; i++)
    counts[zhihui_random_below (random, n_places)]++;
}

static guint
get_number (char **fields, guint index)
{
  return index < g_strv_length (fields) ? (guint) atoi (fields[index]) : 0;
}

static const char *
get_text (char **fields, guint index)
{
  return index < g_strv_length (fields) ? fields[index] : "";
}

/* "at least", and by the seed up to so many more. */
static guint
draw_total (ZhihuiRandom *random, char **fields, guint index)
{
  return get_number (fields, index) +
         zhihui_random_below (random, get_number (fields, index + 1) + 1);
}

/* Calls @write for each line of a group. */
typedef gboolean (*WriteLine) (const ZhihuiScenario *scenario,
                               guint64               seed,
                               ZhihuiStore          *store,
                               guint                 number, /* from 1 */
                               const char           *key,
                               char                **fields,
                               GError              **error);

static gboolean
write_lines (const ZhihuiScenario *scenario,
             guint64               seed,
             ZhihuiStore          *store,
             const char           *group,
             WriteLine             write,
             GError              **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (scenario->profile, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_auto (GStrv) fields =
        g_key_file_get_string_list (scenario->profile, group, keys[i], NULL, NULL);

      if (!write (scenario, seed, store, i + 1, keys[i], fields, error))
        return FALSE;
    }
  return TRUE;
}

/* Indices of the regions of some levels ("village,community"). */
static GArray *
list_regions (const ZhihuiScenario *scenario, const char *levels)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) wanted = g_strsplit (levels, ",", -1);

  for (guint i = 0; i < scenario->regions->len; i++)
    {
      const ZhihuiPlayedRegion *region = scenario->regions->pdata[i];

      if (g_strv_contains ((const char *const *) wanted, region->level))
        g_array_append_val (indices, i);
    }
  return indices;
}

/* ---- people ---- */

/* kind=levels;each;in all, at least;up to so many more: everybody has one's own, the rest falls as
 * it may. */
static gboolean
write_staff (const ZhihuiScenario *scenario,
             guint64               seed,
             ZhihuiStore          *store,
             guint                 number,
             const char           *key,
             char                **fields,
             GError              **error)
{
  static const char sql[] = "INSERT INTO region_staff (region_id, kind, n) VALUES (?1, ?2, ?3)";
  g_autoptr (GArray) regions = list_regions (scenario, get_text (fields, 0));
  g_autofree guint *counts = g_new0 (guint, regions->len + 1);
  guint             each = get_number (fields, 1), total;
  ZhihuiRandom      random;

  zhihui_random_init (&random, seed, number, PURPOSE_STAFF);
  total = draw_total (&random, fields, 2);
  for (guint i = 0; i < regions->len; i++)
    counts[i] = each;
  if (total > each * regions->len)
    zhihui_place_spread (&random, total - each * regions->len, counts, regions->len);

  for (guint i = 0; i < regions->len; i++)
    {
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, g_array_index (regions, guint, i) + 1);
      zhihui_statement_bind_text (row, 2, key);
      zhihui_statement_bind_integer (row, 3, counts[i]);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- services ---- */

static gboolean
write_mode (const ZhihuiScenario *scenario,
            guint64               seed,
            ZhihuiStore          *store,
            guint                 number,
            const char           *key,
            char                **fields,
            GError              **error)
{
  static const char sql[] = "INSERT INTO service_mode (id, code, label) VALUES (?1, ?2, ?3)";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (row, 1, number);
  zhihui_statement_bind_text (row, 2, key);
  zhihui_statement_bind_text (row, 3, get_text (fields, 0));
  return zhihui_statement_finish (row, error);
}

static gboolean
write_elements (const ZhihuiScenario *scenario,
                guint64               seed,
                ZhihuiStore          *store,
                guint                 number,
                const char           *key,
                char                **fields,
                GError              **error)
{
  static const char sql[] = "INSERT INTO element_class (id, name) VALUES (?1, ?2)";

  for (guint i = 0; fields[i] != NULL; i++)
    {
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, i + 1);
      zhihui_statement_bind_text (row, 2, fields[i]);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_items (const ZhihuiScenario *scenario, ZhihuiStore *store, GError **error)
{
  static const char sql[] = "INSERT INTO item (id, code, name, topic_id, promised_days,"
                            " statutory_days, elements) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

  for (guint i = 0; i < scenario->items->len; i++)
    {
      const ZhihuiItem *item = scenario->items->pdata[i];
      ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, i + 1);
      zhihui_statement_bind_text (row, 2, item->code);
      zhihui_statement_bind_text (row, 3, item->name);
      zhihui_statement_bind_integer (row, 4, item->topic + 1);
      zhihui_statement_bind_integer (row, 5, item->promised_days);
      zhihui_statement_bind_integer (row, 6, item->statutory_days);
      zhihui_statement_bind_integer (row, 7, item->n_elements);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- the guide that answers questions ---- */

static gboolean
write_answers (ZhihuiStore *store, guint scene, guint first_id, guint n, GError **error)
{
  static const char sql[] = "INSERT INTO guide_answer (id, scene_id, question) VALUES (?1, ?2, ?3)";
  static const char *const questions[] = {
    "需要哪些材料", "到哪里办理",     "几天能办好",     "能不能代办",   "收不收费",
    "能不能网上办", "材料可以邮寄吗", "办理条件是什么", "办好怎么领取", "证件丢了怎么办",
    "可以预约吗",   "周末能办吗",     "外地户口能办吗", "进度在哪里查", "填错了怎么改",
    "老人怎么办",   "可以委托吗",     "有没有样表",     "过期了怎么办", "电话是多少",
  };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *more =
        i < G_N_ELEMENTS (questions)
          ? g_strdup (questions[i])
          : g_strdup_printf ("%s（%u）", questions[i % G_N_ELEMENTS (questions)], i);
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, first_id + i);
      zhihui_statement_bind_integer (row, 2, scene);
      zhihui_statement_bind_text (row, 3, more);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

static char *
make_scene_name (const ZhihuiTopic *topic, guint round)
{
  static const char *const ways[] = { "首次办理", "变更",     "补办",     "注销",     "延续",
                                      "异地办理", "代他人办", "企业办理", "个人办理", "老年人办理",
                                      "加急办理", "网上办理", "查询打印", "材料准备", "条件判断",
                                      "费用说明", "结果领取", "进度查询", "政策解读", "投诉建议" };
  g_autofree char *number = round < G_N_ELEMENTS (ways) ? NULL : g_strdup_printf ("%u", round);

  return g_strdup_printf (
    "%s·%s%s", topic->name, ways[round % G_N_ELEMENTS (ways)], number != NULL ? number : "");
}

/* Every scene has an answer; the others fall as they may. */
static gboolean
write_guide (const ZhihuiScenario *scenario, guint64 seed, ZhihuiStore *store, GError **error)
{
  static const char sql[] = "INSERT INTO guide_scene (id, topic_id, name) VALUES (?1, ?2, ?3)";
  g_auto (GStrv) scenes =
    g_key_file_get_string_list (scenario->profile, "guide", "scenes", NULL, NULL);
  g_auto (GStrv) answers =
    g_key_file_get_string_list (scenario->profile, "guide", "answers", NULL, NULL);
  g_autofree guint *counts = NULL;
  guint             n_scenes, n_answers, next_id = 1;
  ZhihuiRandom      random;

  if (scenes == NULL || answers == NULL)
    return TRUE;

  zhihui_random_init (&random, seed, 0, PURPOSE_GUIDE);
  n_scenes = draw_total (&random, scenes, 0);
  n_answers = MAX (draw_total (&random, answers, 0), n_scenes);
  counts = g_new0 (guint, n_scenes);
  zhihui_place_spread (&random, n_answers - n_scenes, counts, n_scenes);
  for (guint i = 0; i < n_scenes; i++)
    {
      guint            topic = i % scenario->topics->len;
      g_autofree char *name =
        make_scene_name (scenario->topics->pdata[topic], i / scenario->topics->len);
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, i + 1);
      zhihui_statement_bind_integer (row, 2, topic + 1);
      zhihui_statement_bind_text (row, 3, name);
      if (!zhihui_statement_finish (row, error) ||
          !write_answers (store, i + 1, next_id, counts[i] + 1, error))
        return FALSE;
      next_id += counts[i] + 1;
    }
  return TRUE;
}

/* ---- systems and layers ---- */

static gboolean
write_source (const ZhihuiScenario *scenario,
              guint64               seed,
              ZhihuiStore          *store,
              guint                 number,
              const char           *key,
              char                **fields,
              GError              **error)
{
  static const char sql[] = "INSERT INTO source_system (id, code, name, department, period_s)"
                            " VALUES (?1, ?2, ?3, ?4, ?5)";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (row, 1, number);
  zhihui_statement_bind_text (row, 2, key);
  zhihui_statement_bind_text (row, 3, get_text (fields, 0));
  zhihui_statement_bind_text (row, 4, get_text (fields, 1));
  zhihui_statement_bind_integer (row, 5, get_number (fields, 2));
  return zhihui_statement_finish (row, error);
}

/* A point a region: where the single things are is nobody's business here. */
static gboolean
write_points (const ZhihuiScenario *scenario,
              ZhihuiStore          *store,
              const char           *layer,
              char                **fields,
              ZhihuiRandom         *random,
              GError              **error)
{
  static const char sql[] = "INSERT INTO layer_point (layer, name, region, n, n_online)"
                            " VALUES (?1, ?2, ?3, ?4, ?5)";
  g_autoptr (GArray) regions = list_regions (scenario, get_text (fields, 7));
  g_autofree guint *counts = g_new0 (guint, regions->len + 1);
  guint             total = draw_total (random, fields, 4);
  double            online = g_ascii_strtod (get_text (fields, 6), NULL);

  zhihui_place_spread (random, total, counts, regions->len);
  for (guint i = 0; i < regions->len; i++)
    {
      const ZhihuiPlayedRegion *region =
        scenario->regions->pdata[g_array_index (regions, guint, i)];
      guint            n = total > 0 ? counts[i] : 1, n_online = 0;
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      for (guint j = 0; j < n; j++)
        n_online += zhihui_random_chance (random, online);
      zhihui_statement_bind_text (row, 1, layer);
      zhihui_statement_bind_text (row, 2, region->name);
      zhihui_statement_bind_text (row, 3, region->code);
      zhihui_statement_bind_integer (row, 4, n);
      if (online > 0)
        zhihui_statement_bind_integer (row, 5, n_online);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_layer (const ZhihuiScenario *scenario,
             guint64               seed,
             ZhihuiStore          *store,
             guint                 number,
             const char           *key,
             char                **fields,
             GError              **error)
{
  static const char sql[] = "INSERT INTO layer (id, position, label, kind, source, as_of,"
                            " is_public) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  ZhihuiRandom      random;

  zhihui_random_init (&random, seed, number, PURPOSE_LAYER);
  zhihui_statement_bind_text (row, 1, key);
  zhihui_statement_bind_integer (row, 2, number);
  for (guint i = 0; i < 4; i++)
    zhihui_statement_bind_text (row, i + 3, get_text (fields, i));
  zhihui_statement_bind_integer (row, 7, g_str_equal (get_text (fields, 8), "public"));
  return zhihui_statement_finish (row, error) &&
         write_points (scenario, store, key, fields, &random, error);
}

/**
 * zhihui_place_write_catalogue:
 *
 * Writes what cases may be about and how they may be done. The caller holds the transaction.
 */
gboolean
zhihui_place_write_catalogue (const ZhihuiScenario *scenario, ZhihuiStore *store, GError **error)
{
  return write_lines (scenario, 0, store, "modes", write_mode, error) &&
         write_lines (scenario, 0, store, "elements", write_elements, error) &&
         write_items (scenario, store, error);
}

/**
 * zhihui_place_write:
 *
 * Writes what does not change from day to day into a new database. The caller holds the
 * transaction.
 */
gboolean
zhihui_place_write (const ZhihuiScenario *scenario,
                    guint64               seed,
                    ZhihuiStore          *store,
                    GError              **error)
{
  return write_lines (scenario, seed, store, "staff", write_staff, error) &&
         zhihui_place_write_catalogue (scenario, store, error) &&
         write_guide (scenario, seed, store, error) &&
         write_lines (scenario, seed, store, "sources", write_source, error) &&
         write_lines (scenario, seed, store, "layers", write_layer, error);
}

/**
 * zhihui_place_write_watch:
 * @first_day: of the history, from which the days of the periods are counted
 *
 * Writes the periods in which nothing may happen.
 */
gboolean
zhihui_place_write_watch (const ZhihuiScenario *scenario,
                          gint32                first_day,
                          ZhihuiZone           *zone,
                          ZhihuiStore          *store,
                          GError              **error)
{
  static const char sql[] = "INSERT INTO watch_period (id, name, from_at, to_at)"
                            " VALUES (?1, ?2, ?3, ?4)";
  g_auto (GStrv) keys = g_key_file_get_keys (scenario->profile, "watch", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_auto (GStrv) fields =
        g_key_file_get_string_list (scenario->profile, "watch", keys[i], NULL, NULL);
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, i + 1);
      zhihui_statement_bind_text (row, 2, get_text (fields, 0));
      for (guint j = 1; j <= 2; j++)
        zhihui_statement_bind_integer (
          row, j + 2, zhihui_zone_day_start (zone, first_day + (gint32) get_number (fields, j)));
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}
