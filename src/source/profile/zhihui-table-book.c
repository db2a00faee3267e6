/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-table-book.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-board-counts.h"
#include "zhihui-bundle.h"
#include "zhihui-case-figures.h"
#include "zhihui-headline.h"

#define MAX_ITEMS 500 /* of words, alerts and meetings */
#define USUAL_MEETING_S 3600
#define DAY_S 86400
#define NOT_GIVEN (-1)

struct _ZhihuiTableBook
{
  ZhihuiProfile            *profile; /* owned */
  const ZhihuiProfileTable *table;   /* the profile's */
  gint64                    as_of;
  ZhihuiBookUnits           units;
  GArray                   *tallies;      /* (element-type ZhihuiTally), owned: by unit */
  GArray                   *open_overdue; /* (element-type gint64), owned: by unit */
  ZhihuiSummary            *summary;      /* owned, or NULL, as the others */
  ZhihuiChannels           *channels;
  ZhihuiHotWords           *words;
  ZhihuiAlerts             *alerts;
  ZhihuiMeetings           *meetings;
};

/* A row being understood. */
typedef struct
{
  ZhihuiTableBook  *book;
  ZhihuiFindings   *findings;
  const ZhihuiCell *cells;
  guint64           number;
} Reading;

static ZhihuiSummary *
make_summary (void)
{
  ZhihuiSummary *summary = zhihui_summary_new ();

  summary->today = summary->yesterday_same_time = NOT_GIVEN;
  summary->month_count = summary->previous_month_same = summary->year_count = NOT_GIVEN;
  summary->due_today = summary->overdue_open = summary->overdue_open_yesterday = NOT_GIVEN;
  return summary;
}

ZhihuiTableBook *
zhihui_table_book_new (ZhihuiProfile *profile, const ZhihuiProfileTable *table, gint64 as_of)
{
  ZhihuiTableBook *self = g_new0 (ZhihuiTableBook, 1);

  self->profile = zhihui_profile_ref (profile);
  self->table = table;
  self->as_of = as_of;
  zhihui_book_units_init (&self->units);
  self->tallies = g_array_new (FALSE, TRUE, sizeof (ZhihuiTally));
  self->open_overdue = g_array_new (FALSE, TRUE, sizeof (gint64));
  if (table->kind == ZHIHUI_TABLE_SUMMARY)
    self->summary = make_summary ();
  else if (table->kind == ZHIHUI_TABLE_CHANNELS)
    self->channels = zhihui_channels_new ();
  else if (table->kind == ZHIHUI_TABLE_WORDS)
    self->words = zhihui_hot_words_new ();
  else if (table->kind == ZHIHUI_TABLE_ALERTS)
    self->alerts = zhihui_alerts_new ();
  else if (table->kind == ZHIHUI_TABLE_MEETINGS)
    self->meetings = zhihui_meetings_new ();
  return self;
}

void
zhihui_table_book_free (ZhihuiTableBook *self)
{
  if (self == NULL)
    return;

  zhihui_book_units_clear (&self->units);
  g_array_unref (self->tallies);
  g_array_unref (self->open_overdue);
  g_clear_pointer (&self->summary, zhihui_summary_unref);
  g_clear_pointer (&self->channels, zhihui_channels_unref);
  g_clear_pointer (&self->words, zhihui_hot_words_unref);
  g_clear_pointer (&self->alerts, zhihui_alerts_unref);
  g_clear_pointer (&self->meetings, zhihui_meetings_unref);
  zhihui_profile_unref (self->profile);
  g_free (self);
}

static const char *
get_field_name (const Reading *reading, guint field)
{
  return zhihui_table_kind_get_fields (reading->book->table->kind, NULL)[field];
}

static const char *
get_word (const Reading *reading, guint field)
{
  ZhihuiCoercions *counts = &reading->findings->coercions;
  const char      *word = zhihui_coerce_text (&reading->cells[field], counts);
  gboolean         is_mapped;

  word =
    zhihui_profile_map (reading->book->profile, get_field_name (reading, field), word, &is_mapped);
  counts->counts[ZHIHUI_COERCED_VALUE] += is_mapped;
  return word;
}

static gboolean
refuse (const Reading *reading, guint field, const char *what)
{
  zhihui_findings_refuse (
    reading->findings, reading->number, get_field_name (reading, field), what);
  return FALSE;
}

static gboolean
has_cell (const Reading *reading, guint field)
{
  return reading->cells[field].kind != ZHIHUI_CELL_NONE && *reading->cells[field].text != '\0';
}

/* @count stays as it was where nothing is said. */
static gboolean
read_count (const Reading *reading, guint field, gint64 *count)
{
  return !has_cell (reading, field) ||
         zhihui_coerce_count (&reading->cells[field], count, &reading->findings->coercions) ||
         refuse (reading, field, _ ("is no count"));
}

/* A needed figure that is not there is not nought. */
static gboolean
has_needed_fields (const Reading *reading)
{
  const ZhihuiProfileTable *table = reading->book->table;
  guint                     n_needed = zhihui_profile_table_count_needed (table);

  for (guint i = 0; i < n_needed; i++)
    if (!has_cell (reading, i))
      return refuse (reading, i, _ ("is missing"));

  return TRUE;
}

/* ---- rows by kind ---- */

static gboolean
read_score (const Reading *reading)
{
  enum
  {
    UNIT,
    N,
    K,
    EXTRA,
    OPEN_OVERDUE,
    PEER,
  };
  ZhihuiTableBook *book = reading->book;
  ZhihuiTally      tally = { 0 };
  gint64           open_overdue = NOT_GIVEN, *sum;
  guint32          unit;

  if (!read_count (reading, N, &tally.n) || !read_count (reading, K, &tally.k) ||
      !read_count (reading, EXTRA, &tally.extra) ||
      !read_count (reading, OPEN_OVERDUE, &open_overdue))
    return FALSE;
  if (tally.k > tally.n)
    return refuse (reading, K, _ ("is more than n"));

  unit = zhihui_book_units_find (&book->units,
                                 book->profile,
                                 get_word (reading, UNIT),
                                 get_word (reading, PEER),
                                 &reading->findings->coercions);
  if (unit == ZHIHUI_NO_UNIT)
    return refuse (reading, UNIT, _ ("is missing"));

  g_array_set_size (book->tallies, book->units.units->len);
  g_array_set_size (book->open_overdue, book->units.units->len);
  g_array_index (book->tallies, ZhihuiTally, unit).n += tally.n;
  g_array_index (book->tallies, ZhihuiTally, unit).k += tally.k;
  g_array_index (book->tallies, ZhihuiTally, unit).extra += tally.extra;
  sum = &g_array_index (book->open_overdue, gint64, unit);
  *sum = open_overdue == NOT_GIVEN || *sum == NOT_GIVEN ? NOT_GIVEN : *sum + open_overdue;
  return TRUE;
}

/* A rate of which only a half is told is not told. */
static gboolean
read_rate (const Reading *reading, guint field, ZhihuiTally *tally)
{
  if (!read_count (reading, field, &tally->n) || !read_count (reading, field + 1, &tally->k))
    return FALSE;
  if (!has_cell (reading, field) || !has_cell (reading, field + 1))
    *tally = (ZhihuiTally){ 0 };

  return tally->k <= tally->n || refuse (reading, field + 1, _ ("is more than n"));
}

static gboolean
read_summary (const Reading *reading)
{
  ZhihuiSummary *summary = reading->book->summary;
  gint64        *counts[] = {
           &summary->open,        &summary->overdue_open, &summary->today,
           &summary->month_count, &summary->year_count,   &summary->due_today,
  };
  ZhihuiTally *rates[] = { &summary->on_time, &summary->returned, &summary->satisfied };
  const guint  score_sum = G_N_ELEMENTS (counts) + 2 * G_N_ELEMENTS (rates);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (!read_count (reading, i, counts[i]))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    if (!read_rate (reading, G_N_ELEMENTS (counts) + 2 * i, rates[i]))
      return FALSE;

  return read_count (reading, score_sum, &summary->satisfied.extra);
}

static gboolean
read_channel (const Reading *reading)
{
  enum
  {
    LABEL,
    N,
    ID,
    PREVIOUS,
    ONLINE,
  };
  ZhihuiChannels *channels = reading->book->channels;
  const char     *label = get_word (reading, LABEL);
  const char     *id = get_word (reading, ID);
  gint64          n = 0, previous = NOT_GIVEN, online;
  ZhihuiChannel  *channel;

  if (!read_count (reading, N, &n) || !read_count (reading, PREVIOUS, &previous))
    return FALSE;

  online = g_hash_table_contains (reading->book->profile->online, label);
  if (reading->cells[ONLINE].kind == ZHIHUI_CELL_TRUE ||
      reading->cells[ONLINE].kind == ZHIHUI_CELL_FALSE)
    online = reading->cells[ONLINE].kind == ZHIHUI_CELL_TRUE;
  else if (!read_count (reading, ONLINE, &online))
    return FALSE;

  channel = g_new0 (ZhihuiChannel, 1);
  channel->label = g_strdup (label);
  channel->id = g_strdup (*id != '\0' ? id : label);
  channel->n = n;
  channel->previous = previous;
  channel->online = online != 0;
  channels->total += n;
  g_ptr_array_add (channels->items, channel);
  return TRUE;
}

static gboolean
read_hot_word (const Reading *reading)
{
  enum
  {
    WORD,
    N,
    PREVIOUS,
  };
  GPtrArray     *items = reading->book->words->items;
  gint64         n = 0, previous = NOT_GIVEN;
  ZhihuiHotWord *word;

  if (!read_count (reading, N, &n) || !read_count (reading, PREVIOUS, &previous))
    return FALSE;
  if (items->len >= MAX_ITEMS)
    return TRUE;

  word = g_new0 (ZhihuiHotWord, 1);
  word->word = g_strdup (get_word (reading, WORD));
  word->count = n;
  word->previous = previous;
  g_ptr_array_add (items, word);
  return TRUE;
}

/* A word that is not known is read as yellow, so that no alert is lost. */
static ZhihuiLevel
read_level (const char *word)
{
  static const char *const levels[] = { "blue", "yellow", "orange", "red" };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_str_equal (word, levels[i]))
      return (ZhihuiLevel) i;

  return ZHIHUI_LEVEL_YELLOW;
}

static gboolean
read_alert (const Reading *reading)
{
  enum
  {
    ID,
    TEXT,
    RAISED,
    LEVEL,
    UNIT,
    KIND,
    COUNT,
  };
  GPtrArray   *items = reading->book->alerts->items;
  gint64       raised_at, count = 1;
  ZhihuiAlert *alert;

  if (!zhihui_coerce_instant (&reading->book->profile->time,
                              &reading->cells[RAISED],
                              FALSE,
                              &raised_at,
                              &reading->findings->coercions))
    return refuse (reading, RAISED, _ ("is no time"));
  if (!read_count (reading, COUNT, &count))
    return FALSE;
  if (items->len >= MAX_ITEMS)
    return TRUE;

  alert = g_new0 (ZhihuiAlert, 1);
  alert->id = g_strdup (get_word (reading, ID));
  alert->text = g_strdup (get_word (reading, TEXT));
  alert->kind = g_strdup (get_word (reading, KIND));
  alert->unit = g_strdup (get_word (reading, UNIT));
  alert->level = read_level (get_word (reading, LEVEL));
  alert->raised_at = alert->updated_at = raised_at;
  alert->count = count;
  g_ptr_array_add (items, alert);
  return TRUE;
}

/* Without a word for it the hours tell. */
static gboolean
read_meeting_state (const Reading *reading, guint field, ZhihuiMeeting *meeting)
{
  static const char *const words[] = {
    [ZHIHUI_MEETING_SCHEDULED] = "scheduled", [ZHIHUI_MEETING_OPEN] = "open",
    [ZHIHUI_MEETING_ENDED] = "ended",         [ZHIHUI_MEETING_CANCELLED] = "cancelled",
    [ZHIHUI_MEETING_POSTPONED] = "postponed",
  };
  const char *word = get_word (reading, field);
  gint64      now = reading->book->as_of;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        meeting->state = (ZhihuiMeetingState) i;
        return TRUE;
      }

  meeting->state = now < meeting->starts_at ? ZHIHUI_MEETING_SCHEDULED
                   : now < meeting->ends_at ? ZHIHUI_MEETING_OPEN
                                            : ZHIHUI_MEETING_ENDED;
  return *word == '\0';
}

static gboolean
read_hours (const Reading *reading, guint starts, guint ends, ZhihuiMeeting *meeting)
{
  const ZhihuiTimeRule *rule = &reading->book->profile->time;
  ZhihuiCoercions      *counts = &reading->findings->coercions;

  if (!zhihui_coerce_instant (rule, &reading->cells[starts], FALSE, &meeting->starts_at, counts))
    return refuse (reading, starts, _ ("is no time"));

  meeting->ends_at = meeting->starts_at + USUAL_MEETING_S;
  meeting->started_at = ZHIHUI_NO_INSTANT;
  if (!has_cell (reading, ends))
    return TRUE;
  if (!zhihui_coerce_instant (rule, &reading->cells[ends], FALSE, &meeting->ends_at, counts))
    return refuse (reading, ends, _ ("is no time"));
  return meeting->ends_at >= meeting->starts_at ||
         refuse (reading, ends, _ ("is before the begin"));
}

static gboolean
read_meeting (const Reading *reading)
{
  enum
  {
    ID,
    TITLE,
    STARTS,
    ENDS,
    STATE,
    KIND,
    HOST,
    CASES,
  };
  GPtrArray     *items = reading->book->meetings->items;
  gint64         n_cases = 0;
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);
  gboolean       good =
    read_hours (reading, STARTS, ENDS, meeting) && read_count (reading, CASES, &n_cases);

  if (good && !read_meeting_state (reading, STATE, meeting))
    good = refuse (reading, STATE, _ ("is no state of a meeting"));
  meeting->id = g_strdup (get_word (reading, ID));
  meeting->title = g_strdup (get_word (reading, TITLE));
  meeting->kind = g_strdup (get_word (reading, KIND));
  meeting->host = g_strdup (get_word (reading, HOST));
  meeting->units = g_ptr_array_new_with_free_func (g_free);
  meeting->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_decision_free);
  meeting->n_cases = (guint) MAX (n_cases, 0);
  meeting->participants_expected = meeting->participants_now = meeting->received = NOT_GIVEN;
  meeting->changed_at = ZHIHUI_NO_INSTANT;
  if (good && items->len < MAX_ITEMS)
    g_ptr_array_add (items, meeting);
  else
    zhihui_meeting_free (meeting);
  return good;
}

/**
 * zhihui_table_book_read:
 * @rows: of one answer
 */
void
zhihui_table_book_read (ZhihuiTableBook *self, ZhihuiRows *rows, ZhihuiFindings *findings)
{
  gboolean (*const readers[ZHIHUI_N_TABLES]) (const Reading *) = {
    [ZHIHUI_TABLE_BOARD] = read_score,      [ZHIHUI_TABLE_SUMMARY] = read_summary,
    [ZHIHUI_TABLE_CHANNELS] = read_channel, [ZHIHUI_TABLE_WORDS] = read_hot_word,
    [ZHIHUI_TABLE_ALERTS] = read_alert,     [ZHIHUI_TABLE_MEETINGS] = read_meeting,
  };
  ZhihuiCell cells[ZHIHUI_MAX_FIELDS] = { 0 };

  while (zhihui_rows_next (rows, cells))
    {
      Reading reading = { self, findings, cells, zhihui_rows_get_number (rows) };

      findings->n_rows += has_needed_fields (&reading) && readers[self->table->kind](&reading);
    }
  for (guint i = 0; i < ZHIHUI_MAX_FIELDS; i++)
    if (zhihui_rows_has_column (rows, i))
      findings->found |= 1u << i;
  zhihui_cells_clear (cells, ZHIHUI_MAX_FIELDS);
}

/* ---- what they come to ---- */

static void
finish_board (ZhihuiTableBook  *self,
              ZhihuiOrder       order,
              const ZhihuiMeta *meta,
              ZhihuiBundle     *bundle)
{
  ZhihuiBoard  board = self->table->board;
  ZhihuiMetric metric = zhihui_board_get_metric (board);
  const char  *text =
    self->table->period != NULL ? self->table->period : zhihui_board_get_default_period (board);
  g_autoptr (ZhihuiPeriod) period =
    zhihui_period_parse (text, self->as_of, self->profile->time.zone, NULL);
  ZhihuiBoardCounts   counts = { .units = self->units.units,
                                 .now = (const ZhihuiTally *) (gconstpointer) self->tallies->data,
                                 .revision = "",
                                 .as_of = self->as_of,
                                 .is_whole = TRUE };
  ZhihuiBoardQuestion question = { .metric = metric,
                                   .basis = zhihui_metric_get_traits (metric)->basis,
                                   .region = self->profile->region,
                                   .period = period,
                                   .order = order };

  if (self->table->columns[4] != NULL) /* open_overdue */
    counts.open_overdue = (const gint64 *) (gconstpointer) self->open_overdue->data;
  question.min_n = zhihui_period_default_min_n (text, metric == ZHIHUI_METRIC_SATISFIED_RATE);
  for (guint i = 0; i <= meta->peers->len; i++)
    {
      question.peer = i < meta->peers->len ? ((ZhihuiPeer *) meta->peers->pdata[i])->id : "all";
      zhihui_bundle_take_board (bundle, board, zhihui_board_counts_rank (&counts, &question));
    }
}

static void
stamp (const ZhihuiTableBook *self, ZhihuiStamp *into)
{
  into->as_of = self->as_of;
  g_free (into->revision);
  into->revision = g_strdup ("");
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const ZhihuiHotWord *one = *(const ZhihuiHotWord *const *) a;
  const ZhihuiHotWord *other = *(const ZhihuiHotWord *const *) b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return strcmp (one->word, other->word);
}

static int
compare_alerts (gconstpointer a, gconstpointer b)
{
  const ZhihuiAlert *one = *(const ZhihuiAlert *const *) a;
  const ZhihuiAlert *other = *(const ZhihuiAlert *const *) b;

  if (one->level != other->level)
    return one->level > other->level ? -1 : 1;
  if (one->raised_at != other->raised_at)
    return one->raised_at > other->raised_at ? -1 : 1;
  return strcmp (one->id, other->id);
}

static int
compare_meetings (gconstpointer a, gconstpointer b)
{
  const ZhihuiMeeting *one = *(const ZhihuiMeeting *const *) a;
  const ZhihuiMeeting *other = *(const ZhihuiMeeting *const *) b;

  if (one->starts_at != other->starts_at)
    return one->starts_at < other->starts_at ? -1 : 1;
  return strcmp (one->id, other->id);
}

static void
finish_meetings (ZhihuiTableBook *self, ZhihuiBundle *bundle)
{
  if (self->meetings == NULL)
    return;

  stamp (self, &self->meetings->stamp);
  self->meetings->window = (ZhihuiWindow){ self->as_of - DAY_S, self->as_of + 30 * DAY_S };
  g_ptr_array_sort (self->meetings->items, compare_meetings);
  zhihui_bundle_take_dataset (bundle, ZHIHUI_DATASET_MEETINGS, g_steal_pointer (&self->meetings));
}

/**
 * zhihui_table_book_finish:
 * @self: emptied
 * @order: of a board
 * @bundle: filled, with who answers
 */
void
zhihui_table_book_finish (ZhihuiTableBook *self, ZhihuiOrder order, ZhihuiBundle *bundle)
{
  ZhihuiMeta    *meta = zhihui_profile_make_meta (self->profile, self->units.units, self->as_of);
  ZhihuiHeadline headline;

  zhihui_headline_init (&headline, self->as_of, self->profile->time.zone);
  if (self->table->kind == ZHIHUI_TABLE_BOARD)
    finish_board (self, order, meta, bundle);
  zhihui_bundle_take_dataset (bundle, ZHIHUI_DATASET_META, meta);
  finish_meetings (self, bundle);

  if (self->summary != NULL)
    {
      stamp (self, &self->summary->stamp);
      self->summary->month = headline.month;
      zhihui_bundle_take_dataset (bundle, ZHIHUI_DATASET_SUMMARY, g_steal_pointer (&self->summary));
    }
  if (self->channels != NULL)
    {
      stamp (self, &self->channels->stamp);
      self->channels->window = headline.month;
      zhihui_channels_sort (self->channels);
      zhihui_bundle_take_dataset (
        bundle, ZHIHUI_DATASET_CHANNELS, g_steal_pointer (&self->channels));
    }
  if (self->words != NULL)
    {
      stamp (self, &self->words->stamp);
      self->words->window = (ZhihuiWindow){ self->as_of - 7 * 86400, self->as_of };
      g_ptr_array_sort (self->words->items, compare_words);
      zhihui_bundle_take_dataset (bundle, ZHIHUI_DATASET_HOT_WORDS, g_steal_pointer (&self->words));
    }
  if (self->alerts != NULL)
    {
      stamp (self, &self->alerts->stamp);
      g_ptr_array_sort (self->alerts->items, compare_alerts);
      zhihui_bundle_take_dataset (bundle, ZHIHUI_DATASET_ALERTS, g_steal_pointer (&self->alerts));
    }
}
