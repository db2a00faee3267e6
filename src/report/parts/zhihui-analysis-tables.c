/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-analysis-tables.h"

#include "zhihui-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ID 48 /* bytes of the id of a column */
#define ACCEPTED N_ ("Cases accepted in the period; the time before is as long.")

/* As long a time before, and what it changed; both unknown where @previous is below 0. */
static void
add_change (ZhihuiDataTable *table, gint64 now, gint64 previous)
{
  if (previous < 0)
    {
      zhihui_data_table_add_none (table);
      zhihui_data_table_add_none (table);
      return;
    }
  zhihui_data_table_add_count (table, previous);
  zhihui_data_table_add_change (table, now - previous);
}

static void
add_change_columns (ZhihuiDataTable *table)
{
  zhihui_data_table_add_column (table, "previous", _ ("Time before"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "change", C_ ("column", "Change"), ZHIHUI_COLUMN_COUNT);
}

/**
 * zhihui_analysis_make_hot_words:
 *
 * Returns: (transfer full): 热点词, the most frequent first; of those that are rarer the ones that
 *   surge alone
 */
ZhihuiDataTable *
zhihui_analysis_make_hot_words (const ZhihuiAnalysisQuestion *question)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("hot_words", _ ("Hot words of seven days"));
  ZhihuiHotWords  *words = question->hot_words;

  zhihui_data_table_set_note (
    table,
    _ ("Words that several people wrote within seven days. One surges when it came today far "
       "oftener than in the four weeks before."));
  zhihui_data_table_add_column (table, "word", _ ("Word"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "count", C_ ("column", "Cases"), ZHIHUI_COLUMN_COUNT);
  add_change_columns (table);
  zhihui_data_table_add_column (table, "surge", _ ("Surges"), ZHIHUI_COLUMN_BOOLEAN);
  zhihui_data_table_set_empty (table,
                               words == NULL
                                 ? _ ("The hot words could not be read from this source.")
                                 : _ ("No word was written often enough in these days."));
  for (guint i = 0; words != NULL && i < words->items->len; i++)
    {
      const ZhihuiHotWord *word = words->items->pdata[i];

      if (i >= question->n_words && !word->surge)
        continue;
      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, word->word);
      zhihui_data_table_add_count (table, word->count);
      add_change (table, word->count, word->previous);
      zhihui_data_table_add_boolean (table, word->surge);
    }
  return table;
}

static void
add_share_column (ZhihuiDataTable *table)
{
  guint share =
    zhihui_data_table_add_column (table, "share", C_ ("column", "Share"), ZHIHUI_COLUMN_RATE);

  zhihui_data_table_set_parts (table, share, C_ ("column", "Cases"), _ ("All cases"));
}

static gint64
sum_online (const ZhihuiChannels *channels)
{
  gint64 n = 0;

  for (guint i = 0; i < channels->items->len; i++)
    {
      const ZhihuiChannel *one = channels->items->pdata[i];

      n += one->online ? one->n : 0;
    }
  return n;
}

/**
 * zhihui_analysis_make_channels:
 *
 * Returns: (transfer full): cases by the way in which they came, with shares of all
 */
ZhihuiDataTable *
zhihui_analysis_make_channels (const ZhihuiAnalysisQuestion *question)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("channels", _ ("Channels"));
  ZhihuiChannels  *channels = question->channels;

  zhihui_data_table_add_column (table, "channel", _ ("Channel"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "online", C_ ("channel", "Online"), ZHIHUI_COLUMN_BOOLEAN);
  add_share_column (table);
  add_change_columns (table);
  zhihui_data_table_set_empty (table,
                               channels == NULL
                                 ? _ ("The channels could not be read from this source.")
                                 : _ ("No case came in this period."));
  if (channels != NULL && channels->total > 0)
    {
      gint64           online = sum_online (channels);
      g_autofree char *share = zhihui_format_rate (online, channels->total);
      g_autofree char *parts = zhihui_format_fraction (online, channels->total);
      g_autofree char *note =
        g_strdup_printf (_ ("%1$s Online: %2$s (%3$s)."), _ (ACCEPTED), share, parts);

      zhihui_data_table_set_note (table, note);
    }
  for (guint i = 0; channels != NULL && i < channels->items->len; i++)
    {
      const ZhihuiChannel *one = channels->items->pdata[i];

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, one->label);
      zhihui_data_table_add_boolean (table, one->online);
      zhihui_data_table_add_rate (table, one->n, channels->total);
      add_change (table, one->n, one->previous);
    }
  return table;
}

/**
 * zhihui_analysis_make_topics:
 *
 * Returns: (transfer full): cases by topic, with shares of all
 */
ZhihuiDataTable *
zhihui_analysis_make_topics (const ZhihuiAnalysisQuestion *question)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("topics", _ ("Topics"));
  ZhihuiChannels  *topics = question->topics;

  zhihui_data_table_set_note (table, _ (ACCEPTED));
  zhihui_data_table_add_column (table, "topic", _ ("Topic"), ZHIHUI_COLUMN_TEXT);
  add_share_column (table);
  add_change_columns (table);
  zhihui_data_table_set_empty (table,
                               topics == NULL ? _ ("The topics could not be read from this source.")
                                              : _ ("No case came in this period."));
  for (guint i = 0; topics != NULL && i < topics->items->len; i++)
    {
      const ZhihuiChannel *one = topics->items->pdata[i];

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, one->label);
      zhihui_data_table_add_rate (table, one->n, topics->total);
      add_change (table, one->n, one->previous);
    }
  return table;
}

/* Ids of columns are small letters, digits and "_"; @number keeps those apart that come to the
 * same. */
static char *
make_column_id (const char *topic, guint number)
{
  GString *id = g_string_new (NULL);

  g_string_append_printf (id, "topic_%u_", number);
  for (const char *at = topic; *at != '\0' && id->len < MAX_ID; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (id, g_ascii_tolower (*at));
  return g_string_free (id, FALSE);
}

static void
add_topic_columns (ZhihuiDataTable *table, const ZhihuiTopicUnits *answer)
{
  zhihui_data_table_add_column (table, "unit", _ ("Unit"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "volume", C_ ("column", "Volume"), ZHIHUI_COLUMN_COUNT);
  for (guint i = 0; answer != NULL && i < answer->topics->len; i++)
    {
      const ZhihuiChannel *topic = answer->topics->pdata[i];
      g_autofree char     *id = make_column_id (topic->id, i + 1);

      zhihui_data_table_add_column (table, id, topic->label, ZHIHUI_COLUMN_COUNT);
    }
  zhihui_data_table_add_column (table, "others", _ ("Other topics"), ZHIHUI_COLUMN_COUNT);
}

static void
add_topic_sums (ZhihuiDataTable *table, const ZhihuiTopicUnits *answer)
{
  gint64 others = answer->total;

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_word (table, "", C_ ("row", "All units"));
  zhihui_data_table_add_count (table, answer->total);
  for (guint i = 0; i < answer->topics->len; i++)
    {
      const ZhihuiChannel *topic = answer->topics->pdata[i];

      zhihui_data_table_add_count (table, topic->n);
      others -= topic->n;
    }
  zhihui_data_table_add_count (table, others);
}

/**
 * zhihui_analysis_make_topic_units:
 *
 * Returns: (transfer full): 主题 × 单位: the volume of every unit by topic, the busiest first, with
 *   the sums of all
 */
ZhihuiDataTable *
zhihui_analysis_make_topic_units (const ZhihuiAnalysisQuestion *question)
{
  ZhihuiDataTable        *table = zhihui_data_table_new ("topic_units", _ ("Topics by unit"));
  const ZhihuiTopicUnits *answer = question->topic_units;

  zhihui_data_table_set_note (
    table, _ ("Dispatches to main units in the period, counted as the board of the volume."));
  add_topic_columns (table, answer);
  if (answer == NULL)
    zhihui_data_table_set_empty (table,
                                 question->topic_units_fault != NULL
                                   ? question->topic_units_fault
                                   : _ ("Topics of units are not told by this source."));
  else
    zhihui_data_table_set_empty (table, _ ("No unit had work in this period."));
  for (guint i = 0; answer != NULL && i < answer->items->len; i++)
    {
      const ZhihuiUnitTopics *one = answer->items->pdata[i];

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, one->unit->name);
      zhihui_data_table_add_count (table, one->volume);
      for (guint topic = 0; topic < one->n->len; topic++)
        zhihui_data_table_add_count (table, g_array_index (one->n, gint64, topic));
      zhihui_data_table_add_count (table, zhihui_unit_topics_get_others (one));
    }
  if (answer != NULL && answer->items->len > 1)
    add_topic_sums (table, answer);
  return table;
}

/**
 * zhihui_analysis_make_trend:
 *
 * Returns: (transfer full): the volume step by step
 */
ZhihuiDataTable *
zhihui_analysis_make_trend (const ZhihuiAnalysisQuestion *question)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("trend", _ ("Trend of the volume"));
  ZhihuiTrend     *trend = question->trend;

  zhihui_data_table_add_column (table, "day", C_ ("column", "From"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "volume", C_ ("column", "Volume"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_set_empty (table,
                               trend == NULL ? _ ("The trend could not be read from this source.")
                                             : _ ("No case came in this period."));
  for (guint i = 0; trend != NULL && i < trend->points->len; i++)
    {
      const ZhihuiTrendPoint *point = &g_array_index (trend->points, ZhihuiTrendPoint, i);
      g_autofree char        *at = zhihui_zone_format_rfc3339 (question->zone, point->at);

      at[strlen ("2020-07-01")] = '\0';
      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, at);
      zhihui_data_table_add_count (table, point->n);
    }
  return table;
}

static void
append_surging (GString *text, const ZhihuiHotWords *words)
{
  g_autoptr (GString) surging = g_string_new (NULL);

  for (guint i = 0; words != NULL && i < words->items->len; i++)
    {
      const ZhihuiHotWord *word = words->items->pdata[i];

      if (word->surge)
        g_string_append_printf (
          surging, "%s%s", surging->len > 0 ? C_ ("list", ", ") : "", word->word);
    }
  if (surging->len > 0)
    g_string_append_printf (text, _ (" Surging words: %s."), surging->str);
}

/**
 * zhihui_analysis_make_lead:
 *
 * Returns: (transfer full) (nullable): how many cases came, by which channel and about what most of
 *   them were; %NULL where that is not known
 */
char *
zhihui_analysis_make_lead (const ZhihuiAnalysisQuestion *question)
{
  const ZhihuiChannels *channels = question->channels, *topics = question->topics;
  GString              *text;
  g_autofree char      *n = NULL;

  if (channels == NULL || channels->total == 0)
    return NULL;

  text = g_string_new (NULL);
  n = zhihui_format_count (channels->total);
  g_string_append_printf (text, _ ("%s cases came."), n);
  if (channels->items->len > 0)
    {
      const ZhihuiChannel *most = channels->items->pdata[0];
      g_autofree char     *share = zhihui_format_share (most->n, channels->total);

      g_string_append_printf (text, _ (" Most of them by %1$s (%2$s)."), most->label, share);
    }
  if (topics != NULL && topics->items->len > 0)
    {
      const ZhihuiChannel *most = topics->items->pdata[0];
      g_autofree char     *share = zhihui_format_share (most->n, topics->total);

      g_string_append_printf (
        text, _ (" The most frequent topic is %1$s (%2$s)."), most->label, share);
    }
  append_surging (text, question->hot_words);
  return g_string_free (text, FALSE);
}
