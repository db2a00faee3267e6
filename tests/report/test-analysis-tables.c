/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table-text.h"
#include "zhihui-analysis-tables.h"
#include "zhihui-language.h"

#include <string.h>

static ZhihuiChannels *
make_channels (gint64 total)
{
  static const struct
  {
    const char *id, *label;
    gboolean    online;
    gint64      n, previous;
  } rows[] = { { "app", "般阳民生App", TRUE, 60, 50 }, { "12345", "12345热线", FALSE, 40, -1 } };
  ZhihuiChannels *channels = zhihui_channels_new ();

  channels->total = total;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZhihuiChannel *one = g_new0 (ZhihuiChannel, 1);

      one->id = g_strdup (rows[i].id);
      one->label = g_strdup (rows[i].label);
      one->online = rows[i].online;
      one->n = rows[i].n;
      one->previous = rows[i].previous;
      g_ptr_array_add (channels->items, one);
    }
  return channels;
}

static ZhihuiHotWords *
make_words (void)
{
  ZhihuiHotWords *words = zhihui_hot_words_new ();

  for (guint i = 0; i < 2; i++)
    {
      ZhihuiHotWord *word = g_new0 (ZhihuiHotWord, 1);

      word->word = g_strdup (i == 0 ? "井盖" : "停水");
      word->count = i == 0 ? 86 : 40;
      word->previous = i == 0 ? 21 : 44;
      word->surge = i == 0;
      g_ptr_array_add (words->items, word);
    }
  return words;
}

static void
add_unit (ZhihuiTopicUnits *answer, const char *name, gint64 volume, gint64 first, gint64 second)
{
  ZhihuiUnitTopics *one =
    zhihui_unit_topics_new (zhihui_unit_copy (&(ZhihuiUnit){ .id = (char *) name,
                                                             .name = (char *) name,
                                                             .short_name = (char *) name,
                                                             .peer = (char *) "town",
                                                             .region = (char *) "",
                                                             .active = TRUE }));

  one->volume = volume;
  g_array_append_val (one->n, first);
  g_array_append_val (one->n, second);
  g_ptr_array_add (answer->items, one);
}

static ZhihuiTopicUnits *
make_topic_units (void)
{
  ZhihuiTopicUnits *answer = zhihui_topic_units_new ();

  answer->total = 17;
  for (guint i = 0; i < 2; i++)
    {
      ZhihuiChannel *topic = g_new0 (ZhihuiChannel, 1);

      topic->id = g_strdup (i == 0 ? "01-02/03" : "供水");
      topic->label = g_strdup (i == 0 ? "残疾人服务" : "供水");
      topic->n = i == 0 ? 9 : 5;
      g_ptr_array_add (answer->topics, topic);
    }
  add_unit (answer, "双杨镇", 11, 7, 2);
  add_unit (answer, "罗村镇", 6, 2, 3);
  return answer;
}

static void
test_mixes (void)
{
  g_autoptr (ZhihuiChannels) channels = make_channels (100);
  g_autoptr (ZhihuiHotWords) words = make_words ();
  ZhihuiAnalysisQuestion question = { .hot_words = words, .n_words = 2, .channels = channels };
  g_autofree char       *lead = zhihui_analysis_make_lead (&question);
  g_autofree char       *ways = table_text_write_one (zhihui_analysis_make_channels (&question));
  g_autofree char       *heard = table_text_write_one (zhihui_analysis_make_hot_words (&question));
  g_autoptr (ZhihuiDataTable) table = zhihui_analysis_make_channels (&question);

  g_assert_cmpstr (ways,
                   ==,
                   "channel,online,share_k,share_n,share,previous,change\n"
                   "般阳民生App,1,60,100,0.600000,50,10\n"
                   "12345热线,0,40,100,0.400000,,\n");
  g_assert_cmpstr (heard,
                   ==,
                   "word,count,previous,change,surge\n"
                   "井盖,86,21,65,1\n"
                   "停水,40,44,-4,0\n");
  g_assert_cmpstr (zhihui_data_table_get_note (table),
                   ==,
                   "本期受理件数；上期为同样长的前一段时间。网上占比 60.00%（60/100）。");
  g_assert_nonnull (strstr (lead, "共受理 100 件。"));
  g_assert_nonnull (strstr (lead, "般阳民生App（60.0%）"));
  g_assert_nonnull (strstr (lead, "突增词：井盖。"));
}

/* What the columns do not name is of others, and the last row sums all of it. */
static void
test_topic_units (void)
{
  g_autoptr (ZhihuiTopicUnits) answer = make_topic_units ();
  ZhihuiAnalysisQuestion question = { .topic_units = answer };
  g_autofree char       *csv = table_text_write_one (zhihui_analysis_make_topic_units (&question));
  g_autoptr (ZhihuiDataTable) table = zhihui_analysis_make_topic_units (&question);

  g_assert_cmpstr (csv,
                   ==,
                   "unit,volume,topic_1_010203,topic_2_,others\n"
                   "双杨镇,11,7,2,2\n"
                   "罗村镇,6,2,3,1\n"
                   ",17,9,5,3\n");
  g_assert_cmpstr (zhihui_data_table_get_column_title (table, 3), ==, "供水");
}

static void
test_trend (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiTrend) trend = zhihui_trend_new ();
  ZhihuiTrendPoint       points[] = { { .at = G_GINT64_CONSTANT (1593532800), .n = 7 },
                                      { .at = G_GINT64_CONSTANT (1593619200), .n = 0 } };
  ZhihuiAnalysisQuestion question = { .trend = trend, .zone = zone };
  g_autofree char       *csv = NULL;

  g_array_append_vals (trend->points, points, G_N_ELEMENTS (points));
  csv = table_text_write_one (zhihui_analysis_make_trend (&question));
  g_assert_cmpstr (csv, ==, "day,volume\n2020-07-01,7\n2020-07-02,0\n");
}

static void
test_empty (void)
{
  static ZhihuiDataTable *(*const makers[]) (const ZhihuiAnalysisQuestion *question) = {
    zhihui_analysis_make_trend,       zhihui_analysis_make_channels,  zhihui_analysis_make_topics,
    zhihui_analysis_make_topic_units, zhihui_analysis_make_hot_words,
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiAnalysisQuestion question = { .zone = zone, .topic_units_fault = "此令牌不能读取" };
  g_autoptr (ZhihuiDataTable) topics = zhihui_analysis_make_topic_units (&question);

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autoptr (ZhihuiDataTable) table = makers[i](&question);

      g_assert_cmpuint (zhihui_data_table_get_n_rows (table), ==, 0);
      g_assert_cmpuint (strlen (zhihui_data_table_get_empty (table)), >, 12);
    }
  g_assert_cmpstr (zhihui_data_table_get_empty (topics), ==, "此令牌不能读取");
  g_assert_null (zhihui_analysis_make_lead (&question));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis-tables/shares-are-of-all-and-changes-of-the-time-before", test_mixes);
  g_test_add_func ("/analysis-tables/topics-by-unit-add-up-to-all", test_topic_units);
  g_test_add_func ("/analysis-tables/a-trend-has-a-row-a-step", test_trend);
  g_test_add_func ("/analysis-tables/where-nothing-is-the-reason-is", test_empty);
  return g_test_run ();
}
