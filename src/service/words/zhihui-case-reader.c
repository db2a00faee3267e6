/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-reader.h"

#include "zhihui-case-words.h"
#include "zhihui-life-cycle.h"
#include "zhihui-place-key.h"
#include "zhihui-region-code.h"
#include "zhihui-store-clock.h"

#define DAY_S 86400
#define BATCH 4000            /* cases of one transaction */
#define REPEAT_S (30 * DAY_S) /* domain 3.4 */

struct _ZhihuiCaseReader
{
  ZhihuiStore            *store;  /* borrowed */
  ZhihuiLedger           *ledger; /* borrowed */
  ZhihuiZone             *zone;
  ZhihuiLifeCycle        *life_cycle;
  ZhihuiWordLists        *lists;
  ZhihuiTextFold         *fold;
  ZhihuiSensitiveScanner *scanner;
  ZhihuiCaseWords        *words;
  ZhihuiComplainantKey   *key;
  GStringChunk           *places;
  GArray                 *readings;     /* (element-type ZhihuiReading) */
  GArray                 *found;        /* (element-type guint32): words of the case at hand */
  gint64                  read_to;      /* row id of the last case that was read */
  gint64                  known_to;     /* of the last one whose words and readings are here */
  gint64                  forgotten_to; /* what came in before is not kept */
};

/* A case as it stands in the store. */
typedef struct
{
  gint64   id;
  char    *title, *address, *complainant, *phone; /* owned or NULL */
  gboolean at_desk; /* its region is where people come to, not where they live */
} Page;

static void
page_clear (gpointer data)
{
  Page *page = data;

  g_free (page->title);
  g_free (page->address);
  g_free (page->complainant);
  g_free (page->phone);
}

static gint64
get_oldest (ZhihuiCaseReader *self)
{
  gint64 now = self->ledger->as_of;

  if (self->ledger->cases->len > 0)
    now = MAX (now,
               g_array_index (self->ledger->cases, ZhihuiCaseRow, self->ledger->cases->len - 1)
                 .submitted_at);
  return now != ZHIHUI_NO_INSTANT ? now - ZHIHUI_MENTION_DAYS * DAY_S : G_MININT64;
}

/* Of those after the known ones up to @to that are not forgotten: many at first, few later. */
static ZhihuiStatement *
prepare (ZhihuiCaseReader *self, const char *many, const char *few, gint64 to)
{
  ZhihuiStatement *row = zhihui_store_prepare (self->store, self->known_to == 0 ? many : few);

  zhihui_statement_bind_integer (row, 1, self->forgotten_to);
  zhihui_statement_bind_integer (row, 2, self->known_to);
  zhihui_statement_bind_integer (row, 3, to);
  return row;
}

static gboolean
load_mentions (ZhihuiCaseReader *self, gint64 to, GError **error)
{
  static const char many[] = "SELECT case_id, word_id FROM case_word WHERE at >= ?1"
                             " AND +case_id > ?2 AND +case_id <= ?3 ORDER BY at, case_id, word_id";
  static const char few[] = "SELECT case_id, word_id FROM case_word WHERE +at >= ?1"
                            " AND case_id > ?2 AND case_id <= ?3 ORDER BY case_id, word_id";
  ZhihuiStatement  *row = prepare (self, many, few, to);
  ZhihuiStep        step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiMention one = { zhihui_ledger_find_case (self->ledger,
                                                     zhihui_statement_get_integer (row, 0)),
                            (guint32) (zhihui_statement_get_integer (row, 1) - 1) };

      if (one.case_index != ZHIHUI_NO_INDEX && one.word < self->ledger->words->len)
        g_array_append_val (self->ledger->mentions, one);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (self->store), error);
}

static gboolean
load_readings (ZhihuiCaseReader *self, gint64 to, GError **error)
{
  static const char many[] = "SELECT case_id, sensitive, crowd, place FROM case_reading"
                             " WHERE at >= ?1 AND +case_id > ?2 AND +case_id <= ?3"
                             " ORDER BY at, case_id";
  static const char few[] = "SELECT case_id, sensitive, crowd, place FROM case_reading"
                            " WHERE +at >= ?1 AND case_id > ?2 AND case_id <= ?3 ORDER BY case_id";
  ZhihuiStatement  *row = prepare (self, many, few, to);
  ZhihuiStep        step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      const char   *place = zhihui_statement_get_text (row, 3);
      ZhihuiReading one = {
        zhihui_ledger_find_case (self->ledger, zhihui_statement_get_integer (row, 0)),
        (guint8) zhihui_statement_get_integer (row, 1),
        (guint8) zhihui_statement_get_integer (row, 2),
        place != NULL ? g_string_chunk_insert_const (self->places, place) : NULL,
      };

      if (one.case_index != ZHIHUI_NO_INDEX)
        g_array_append_val (self->readings, one);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (self->store), error);
}

/* How far others have read, or this reader before. */
static gint64
get_read_to (ZhihuiCaseReader *self)
{
  g_autofree char *text = zhihui_store_get_setting (self->store, "read_to");
  gint64           read_to = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  const GArray    *cases = self->ledger->cases;

  if (self->ledger->is_partial && cases->len > 0)
    read_to = MAX (read_to, g_array_index (cases, ZhihuiCaseRow, 0).id - 1);
  return MAX (read_to, self->read_to);
}

/* Of cases that came since the ledger was loaded it is taken over together with them. */
static gboolean
load_known (ZhihuiCaseReader *self, GError **error)
{
  gint64 to = MIN (self->read_to, zhihui_ledger_get_next_case_id (self->ledger) - 1);

  if (!load_mentions (self, to, error) || !load_readings (self, to, error))
    return FALSE;

  self->known_to = to;
  return TRUE;
}

/**
 * zhihui_case_reader_new:
 * @store: must outlive it
 * @ledger: loaded from @store; must outlive it. Gets the mentions that are stored.
 *
 * Returns: (transfer full) (nullable): the reader, which has not read what is new yet
 */
ZhihuiCaseReader *
zhihui_case_reader_new (ZhihuiStore        *store,
                        ZhihuiLedger       *ledger,
                        ZhihuiWorkCalendar *calendar,
                        ZhihuiZone         *zone,
                        GError            **error)
{
  g_autoptr (ZhihuiCaseReader) self = g_new0 (ZhihuiCaseReader, 1);

  self->store = store;
  self->ledger = ledger;
  self->zone = zhihui_zone_ref (zone);
  self->life_cycle = zhihui_life_cycle_new (store, ledger, calendar, zone);
  self->lists = zhihui_word_lists_new ();
  self->fold = zhihui_text_fold_new ();
  self->scanner = zhihui_sensitive_scanner_new (self->lists, self->fold);
  self->words = zhihui_case_words_new (store, ledger, self->lists, self->fold, self->scanner);
  self->places = g_string_chunk_new (4096);
  self->readings = g_array_new (FALSE, FALSE, sizeof (ZhihuiReading));
  self->found = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->read_to = get_read_to (self);
  self->forgotten_to = get_oldest (self);
  self->key = zhihui_complainant_key_new (store, error);
  g_array_set_size (ledger->mentions, 0);
  if (self->key == NULL || !zhihui_event_kinds_write (store, error) ||
      !zhihui_case_words_follow (self->words, error) || !load_known (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
zhihui_case_reader_free (ZhihuiCaseReader *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->key, zhihui_complainant_key_free);
  zhihui_case_words_free (self->words);
  zhihui_sensitive_scanner_free (self->scanner);
  zhihui_text_fold_free (self->fold);
  zhihui_word_lists_free (self->lists);
  zhihui_life_cycle_free (self->life_cycle);
  zhihui_zone_unref (self->zone);
  g_string_chunk_free (self->places);
  g_array_unref (self->readings);
  g_array_unref (self->found);
  g_free (self);
}

const GArray *
zhihui_case_reader_get_readings (ZhihuiCaseReader *self)
{
  return self->readings;
}

const ZhihuiComplainantKey *
zhihui_case_reader_get_key (ZhihuiCaseReader *self)
{
  return self->key;
}

static gboolean
keep_words (ZhihuiCaseReader *self, const ZhihuiCaseRow *one, guint case_index, GError **error)
{
  static const char sql[] = "INSERT INTO case_word (case_id, word_id, at) VALUES (?1, ?2, ?3)"
                            " ON CONFLICT (case_id, word_id) DO NOTHING";
  gint32            day = zhihui_zone_day_of (self->zone, one->submitted_at);

  for (guint i = 0; i < self->found->len; i++)
    {
      ZhihuiMention    mention = { case_index, g_array_index (self->found, guint32, i) };
      ZhihuiStatement *row;

      zhihui_case_words_count (self->words, day, one->region, mention.word);
      if (one->submitted_at < self->forgotten_to)
        continue;

      row = zhihui_store_prepare (self->store, sql);
      zhihui_statement_bind_integer (row, 1, one->id);
      zhihui_statement_bind_integer (row, 2, (gint64) mention.word + 1);
      zhihui_statement_bind_integer (row, 3, one->submitted_at);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
      g_array_append_val (self->ledger->mentions, mention);
    }
  return TRUE;
}

static gboolean
keep_key (ZhihuiCaseReader *self, const Page *page, GError **error)
{
  static const char sql[] = "UPDATE cases SET complainant_key = ?2 WHERE id = ?1";
  gint64            key = zhihui_complainant_key_make (self->key, page->complainant, page->phone);
  ZhihuiStatement  *row;

  if (key == 0)
    return TRUE;

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_integer (row, 1, page->id);
  zhihui_statement_bind_integer (row, 2, key);
  return zhihui_statement_finish (row, error);
}

static gboolean
keep_reading (ZhihuiCaseReader    *self,
              const ZhihuiCaseRow *one,
              ZhihuiReading       *reading,
              const char          *place,
              GError             **error)
{
  static const char sql[] = "INSERT INTO case_reading (case_id, at, sensitive, crowd, place)"
                            " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (case_id) DO NOTHING";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);

  zhihui_statement_bind_integer (row, 1, one->id);
  zhihui_statement_bind_integer (row, 2, one->submitted_at);
  zhihui_statement_bind_integer (row, 3, reading->sensitive);
  zhihui_statement_bind_integer (row, 4, reading->crowd);
  zhihui_statement_bind_text (row, 5, place);
  if (!zhihui_statement_finish (row, error))
    return FALSE;

  if (place != NULL)
    reading->place = g_string_chunk_insert_const (self->places, place);
  if (one->submitted_at >= self->forgotten_to)
    g_array_append_val (self->readings, *reading);
  return TRUE;
}

static gboolean
apply (ZhihuiCaseReader *self, guint case_index, ZhihuiEventKind kind, gint64 value, GError **error)
{
  const ZhihuiCaseRow *one = &g_array_index (self->ledger->cases, ZhihuiCaseRow, case_index);
  ZhihuiEvent          event = {
             .at = one->updated_at, .kind = kind, .case_index = case_index, .value = value
  };

  return zhihui_life_cycle_apply (self->life_cycle, &event, error);
}

/* The case with the same matter that the same person brought within the 30 days before. */
static guint
find_earlier (ZhihuiCaseReader *self, const ZhihuiCaseRow *one)
{
  for (guint i = one->person != 0 ? one->before : ZHIHUI_NO_INDEX; i != ZHIHUI_NO_INDEX;)
    {
      const ZhihuiCaseRow *other = &g_array_index (self->ledger->cases, ZhihuiCaseRow, i);

      if (other->submitted_at < one->submitted_at - REPEAT_S)
        break;
      if (other->submitted_at <= one->submitted_at && other->state != ZHIHUI_CASE_WITHDRAWN &&
          zhihui_ledger_is_same_topic (self->ledger, one->topic, other->topic))
        return i;
      i = other->before;
    }
  return ZHIHUI_NO_INDEX;
}

static char *
make_place (ZhihuiCaseReader *self, const ZhihuiCaseRow *one, const Page *page)
{
  const GPtrArray *regions = self->ledger->regions;
  const char      *code =
    one->region < regions->len ? ((const ZhihuiRegion *) regions->pdata[one->region])->code : "";
  g_autofree char *town = page->at_desk ? g_strndup (code, ZHIHUI_TOWN_DIGITS) : NULL;

  return zhihui_place_key_make (town != NULL ? town : code, page->address);
}

static gboolean
read_page (ZhihuiCaseReader *self, const Page *page, GError **error)
{
  guint            case_index = zhihui_ledger_find_case (self->ledger, page->id);
  ZhihuiReading    reading = { .case_index = case_index };
  ZhihuiCaseRow   *one;
  guint            classes, earlier;
  g_autofree char *place = NULL;

  if (case_index == ZHIHUI_NO_INDEX)
    return TRUE;

  one = &g_array_index (self->ledger->cases, ZhihuiCaseRow, case_index);
  g_array_set_size (self->found, 0);
  if (!zhihui_case_words_find (self->words, page->title, self->found, error) ||
      !keep_words (self, one, case_index, error) || !keep_key (self, page, error))
    return FALSE;

  classes = zhihui_sensitive_scanner_scan (self->scanner, page->title, NULL);
  reading.sensitive = (guint8) (classes & ZHIHUI_SENSITIVE_ALL);
  reading.crowd = (classes & ZHIHUI_SENSITIVE_CROWD) != 0;
  place = make_place (self, one, page);
  if ((classes != 0 || place != NULL) && !keep_reading (self, one, &reading, place, error))
    return FALSE;
  if (reading.sensitive != 0 &&
      !apply (self, case_index, ZHIHUI_EVENT_SENSITIVE_HIT, reading.sensitive, error))
    return FALSE;

  earlier = find_earlier (self, one);
  if (earlier == ZHIHUI_NO_INDEX)
    return TRUE;
  return apply (self,
                case_index,
                ZHIHUI_EVENT_FLAGGED_REPEAT,
                g_array_index (self->ledger->cases, ZhihuiCaseRow, earlier).id,
                error);
}

static gboolean
fetch (ZhihuiCaseReader *self, guint n_most, GArray *pages, GError **error)
{
  static const char sql[] =
    "SELECT c.id, c.title, c.address, c.complainant, c.phone,"
    " CASE WHEN r.level IN ('window', 'station') THEN 1 ELSE 0 END FROM cases c"
    " LEFT JOIN region r ON r.id = c.region_id WHERE c.id > ?1 ORDER BY c.id LIMIT ?2";
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);
  ZhihuiStep       step;

  zhihui_statement_bind_integer (row, 1, self->read_to);
  zhihui_statement_bind_integer (row, 2, n_most);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      Page page = { zhihui_statement_get_integer (row, 0),
                    g_strdup (zhihui_statement_get_text (row, 1)),
                    g_strdup (zhihui_statement_get_text (row, 2)),
                    g_strdup (zhihui_statement_get_text (row, 3)),
                    g_strdup (zhihui_statement_get_text (row, 4)),
                    zhihui_statement_get_integer (row, 5) != 0 };

      g_array_append_val (pages, page);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (self->store), error);
}

static gboolean
read_pages (ZhihuiCaseReader *self, const GArray *pages, GError **error)
{
  gint64           last = g_array_index (pages, Page, pages->len - 1).id;
  g_autofree char *read_to = g_strdup_printf ("%" G_GINT64_FORMAT, last);

  for (guint i = 0; i < pages->len; i++)
    if (!read_page (self, &g_array_index (pages, Page, i), error))
      return FALSE;

  if (!zhihui_case_words_write_counts (self->words, error) ||
      !zhihui_life_cycle_flush (self->life_cycle, error) ||
      !zhihui_store_set_setting (self->store, "read_to", read_to, error))
    return FALSE;

  self->read_to = self->known_to = last;
  return TRUE;
}

/**
 * zhihui_case_reader_has_new:
 *
 * Returns: whether there are cases in the ledger that nobody has read
 */
gboolean
zhihui_case_reader_has_new (ZhihuiCaseReader *self)
{
  return self->ledger->cases->len > 0 &&
         zhihui_ledger_get_next_case_id (self->ledger) - 1 > self->read_to;
}

/**
 * zhihui_case_reader_follow:
 *
 * Takes over what others have read, after the ledger has taken over their cases.
 */
gboolean
zhihui_case_reader_follow (ZhihuiCaseReader *self, GError **error)
{
  self->read_to = get_read_to (self);
  return self->read_to == self->known_to ||
         (zhihui_case_words_follow (self->words, error) && load_known (self, error));
}

/**
 * zhihui_case_reader_read:
 * @n_most: cases to read at most
 * @n_read: (out): how many were read; 0 when there is nothing new
 *
 * Reads in one transaction (in the caller's if there is one).
 *
 * Returns: %FALSE with @error: the transaction is rolled back; ledger and reader must be made anew
 */
gboolean
zhihui_case_reader_read (ZhihuiCaseReader *self, guint n_most, guint *n_read, GError **error)
{
  ZhihuiDatabase *db = zhihui_store_get_database (self->store);
  gboolean        own_transaction = !zhihui_database_is_in_transaction (db);
  g_autoptr (GArray) pages = NULL;

  *n_read = 0;
  if (!zhihui_case_reader_has_new (self))
    return TRUE;

  pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_array_set_clear_func (pages, page_clear);
  if (own_transaction && !zhihui_store_begin (self->store, error))
    return FALSE;
  if (!fetch (self, n_most, pages, error) || (pages->len > 0 && !read_pages (self, pages, error)) ||
      (own_transaction && !zhihui_store_commit (self->store, error)))
    {
      zhihui_store_rollback (self->store);
      return FALSE;
    }
  *n_read = pages->len;
  return TRUE;
}

gboolean
zhihui_case_reader_read_all (ZhihuiCaseReader *self, GError **error)
{
  guint n_read;

  do
    if (!zhihui_case_reader_read (self, BATCH, &n_read, error))
      return FALSE;
  while (n_read > 0);
  return TRUE;
}

static gboolean
is_old (ZhihuiCaseReader *self, guint case_index)
{
  return g_array_index (self->ledger->cases, ZhihuiCaseRow, case_index).submitted_at <
         self->forgotten_to;
}

static void
drop_old (ZhihuiCaseReader *self)
{
  GArray *mentions = self->ledger->mentions;
  guint   n = 0;

  for (guint i = 0; i < mentions->len; i++)
    if (!is_old (self, g_array_index (mentions, ZhihuiMention, i).case_index))
      g_array_index (mentions, ZhihuiMention, n++) = g_array_index (mentions, ZhihuiMention, i);
  g_array_set_size (mentions, n);
}

/**
 * zhihui_case_reader_forget:
 *
 * Once a day: words of cases that no count asks for any more are let go of. Counts by day stay.
 */
gboolean
zhihui_case_reader_forget (ZhihuiCaseReader *self, gint64 now, GError **error)
{
  static const char sql[] = "DELETE FROM case_word WHERE at < ?1";
  ZhihuiStatement  *row;

  if (now - ZHIHUI_MENTION_DAYS * DAY_S < self->forgotten_to + DAY_S)
    return TRUE;

  self->forgotten_to = now - ZHIHUI_MENTION_DAYS * DAY_S;
  drop_old (self);
  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_integer (row, 1, self->forgotten_to);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_case_reader_read_store:
 *
 * Reads all that is new in a database that nobody serves: after it was simulated or filled from
 * files.
 */
gboolean
zhihui_case_reader_read_store (ZhihuiStore *store, GError **error)
{
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_store_load_calendar (store, error);
  g_autoptr (ZhihuiZone) zone = NULL;
  g_autoptr (ZhihuiCaseReader) reader = NULL;
  g_autofree char *name = zhihui_store_get_setting (store, "time_zone");

  if (calendar == NULL)
    return FALSE;

  zone = zhihui_zone_new (name != NULL ? name : "Asia/Shanghai", error);
  if (zone == NULL || !zhihui_store_load_ledger (store, ledger, error))
    return FALSE;

  reader = zhihui_case_reader_new (store, ledger, calendar, zone, error);
  return reader != NULL && zhihui_case_reader_read_all (reader, error);
}
