/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-alerts.h"

#define REPEAT_S (30 * 86400)
#define REPEATED_EVERY_S 60
#define MENTION_S (ZHIHUI_MENTION_DAYS * 86400)
#define BAD_LEVEL 2 /* of a rating */

/* A case that came again. */
typedef struct
{
  guint case_index;
  char *key; /* owned: of the alert */
} Repeated;

struct _ZhihuiCaseAlerts
{
  ZhihuiLedger     *ledger; /* borrowed */
  ZhihuiCaseReader *reader; /* borrowed */
  ZhihuiGroupRisk  *group_risk;
  GArray           *sensitive; /* (element-type ZhihuiReading): with words that are sensitive */
  GArray           *repeated;  /* (element-type Repeated): of the last 30 days, in order */
  GHashTable       *bad; /* (element-type guint guint): case → place of its bad rating + 1 */
  guint             next_reading, next_case, next_rating;
  gint64            next_repeated_at;
};

static void
clear_repeated (gpointer data)
{
  g_free (((Repeated *) data)->key);
}

/**
 * zhihui_case_alerts_new:
 * @ledger: must outlive it
 * @reader: must outlive it
 */
ZhihuiCaseAlerts *
zhihui_case_alerts_new (ZhihuiLedger *ledger, ZhihuiCaseReader *reader)
{
  ZhihuiCaseAlerts *self = g_new0 (ZhihuiCaseAlerts, 1);

  self->ledger = ledger;
  self->reader = reader;
  self->group_risk = zhihui_group_risk_new (ledger, zhihui_case_reader_get_key (reader));
  self->sensitive = g_array_new (FALSE, FALSE, sizeof (ZhihuiReading));
  self->repeated = g_array_new (FALSE, FALSE, sizeof (Repeated));
  g_array_set_clear_func (self->repeated, clear_repeated);
  self->next_repeated_at = G_MININT64;
  self->bad = g_hash_table_new (NULL, NULL);
  return self;
}

void
zhihui_case_alerts_free (ZhihuiCaseAlerts *self)
{
  if (self == NULL)
    return;

  zhihui_group_risk_free (self->group_risk);
  g_array_unref (self->sensitive);
  g_array_unref (self->repeated);
  g_hash_table_unref (self->bad);
  g_free (self);
}

static const ZhihuiCaseRow *
get_case (ZhihuiCaseAlerts *self, guint index)
{
  return &g_array_index (self->ledger->cases, ZhihuiCaseRow, index);
}

static gboolean
is_finished (const ZhihuiCaseRow *one)
{
  return one->state >= ZHIHUI_CASE_CLOSED;
}

/**
 * zhihui_sensitive_get_level:
 * @classes: #ZhihuiSensitiveClass bits
 *
 * Returns: red at once where somebody may be hurt (domain 3.4), else orange
 */
ZhihuiLevel
zhihui_sensitive_get_level (guint classes)
{
  return (classes & (ZHIHUI_SENSITIVE_SELF_HARM | ZHIHUI_SENSITIVE_VIOLENCE)) != 0
           ? ZHIHUI_LEVEL_RED
           : ZHIHUI_LEVEL_ORANGE;
}

static void
take_readings (ZhihuiCaseAlerts *self, gint64 now)
{
  const GArray *readings = zhihui_case_reader_get_readings (self->reader);

  for (; self->next_reading < readings->len; self->next_reading++)
    {
      const ZhihuiReading *reading = &g_array_index (readings, ZhihuiReading, self->next_reading);

      zhihui_group_risk_add (self->group_risk, reading, now);
      if (reading->sensitive != 0)
        g_array_append_vals (self->sensitive, reading, 1);
    }
}

static void
put_sensitive (ZhihuiAlertScene *scene, const ZhihuiCaseRow *one, guint classes)
{
  g_autofree char *key = g_strdup_printf ("c-%" G_GINT64_FORMAT, one->id);
  ZhihuiFinding    finding = { .kind = "sensitive",
                               .key = key,
                               .subject = "",
                               .level = zhihui_sensitive_get_level (classes),
                               .count = 1,
                               .k = classes,
                               .unit = ZHIHUI_NO_INDEX,
                               .case_id = one->id,
                               .since = one->submitted_at,
                               .changed_at = ZHIHUI_NO_INSTANT,
                               .is_desk_only = TRUE };

  zhihui_alert_board_put (scene->board, &finding);
}

/* A case that is finished may be opened again. */
static void
judge_sensitive (ZhihuiCaseAlerts *self, ZhihuiAlertScene *scene)
{
  for (guint i = self->sensitive->len; i > 0; i--)
    {
      const ZhihuiReading *reading = &g_array_index (self->sensitive, ZhihuiReading, i - 1);
      const ZhihuiCaseRow *one = get_case (self, reading->case_index);

      if (!is_finished (one))
        put_sensitive (scene, one, reading->sensitive);
      else if (one->submitted_at < scene->now - MENTION_S)
        g_array_remove_index_fast (self->sensitive, i - 1);
    }
  zhihui_alert_board_settle (scene->board, "sensitive");
}

/* The cases of one person with one matter in the 30 days up to now. */
typedef struct
{
  guint    n_cases;
  gboolean is_after_bad_rating;
} Chain;

static gboolean
had_bad_rating (ZhihuiCaseAlerts *self, guint case_index, gint64 before)
{
  guint place =
    GPOINTER_TO_UINT (g_hash_table_lookup (self->bad, GUINT_TO_POINTER (case_index + 1)));
  const ZhihuiRating *rating;

  if (place == 0)
    return FALSE;

  rating = &g_array_index (self->ledger->ratings, ZhihuiRating, place - 1);
  return rating->is_valid && rating->rated_at < before;
}

static Chain
follow (ZhihuiCaseAlerts *self, guint index, gint64 now)
{
  const ZhihuiCaseRow *last = get_case (self, index);
  Chain                chain = { 0, FALSE };

  for (guint i = index; i != ZHIHUI_NO_INDEX; i = get_case (self, i)->before)
    {
      const ZhihuiCaseRow *one = get_case (self, i);

      if (one->submitted_at <= now - REPEAT_S)
        break;
      if (one->state == ZHIHUI_CASE_WITHDRAWN ||
          !zhihui_ledger_is_same_topic (self->ledger, one->topic, last->topic))
        continue;
      chain.n_cases++;
      chain.is_after_bad_rating =
        chain.is_after_bad_rating || had_bad_rating (self, i, last->submitted_at);
    }
  return chain;
}

/**
 * zhihui_repeat_get_level:
 * @n_cases: of one person with one topic in 30 days
 * @is_after_bad_rating: whether the last came after a rating of 2 or 1 for another
 *
 * Returns: the #ZhihuiLevel by domain 3.4, -1 for no alert
 */
int
zhihui_repeat_get_level (guint n_cases, gboolean is_after_bad_rating)
{
  if (n_cases < 2)
    return -1;
  if (is_after_bad_rating)
    return ZHIHUI_LEVEL_RED;
  return n_cases > 2 ? ZHIHUI_LEVEL_ORANGE : ZHIHUI_LEVEL_YELLOW;
}

static const char *
get_topic (ZhihuiCaseAlerts *self, const ZhihuiCaseRow *one)
{
  if (one->topic >= self->ledger->topics->len)
    return "";
  return ((const ZhihuiNamed *) self->ledger->topics->pdata[one->topic])->label;
}

/* The key of an alert is that of its person and topic's middle class, whichever case is last. */
static char *
make_repeat_key (ZhihuiCaseAlerts *self, const ZhihuiCaseRow *one)
{
  const char      *topic = ((const ZhihuiNamed *) self->ledger->topics->pdata[one->topic])->id;
  g_autofree char *text =
    g_strdup_printf ("%016" G_GINT64_MODIFIER "x#%.*s", one->person, 4, topic);

  return zhihui_complainant_key_hide (zhihui_case_reader_get_key (self->reader), text);
}

static void
put_repeat (ZhihuiCaseAlerts *self,
            ZhihuiAlertScene *scene,
            const Repeated   *repeated,
            const Chain      *chain)
{
  const ZhihuiCaseRow *one = get_case (self, repeated->case_index);
  int                  level = zhihui_repeat_get_level (chain->n_cases, chain->is_after_bad_rating);
  ZhihuiFinding        finding = { .kind = "repeat",
                                   .key = repeated->key,
                                   .subject = get_topic (self, one),
                                   .level = (ZhihuiLevel) MAX (level, 0),
                                   .count = chain->n_cases,
                                   .k = chain->is_after_bad_rating,
                                   .unit = ZHIHUI_NO_INDEX,
                                   .case_id = one->id,
                                   .since = one->submitted_at,
                                   .changed_at = ZHIHUI_NO_INSTANT,
                                   .is_desk_only = TRUE };

  zhihui_alert_board_put (scene->board, &finding);
}

static void
take_ratings (ZhihuiCaseAlerts *self)
{
  const ZhihuiLedger *ledger = self->ledger;

  for (; self->next_rating < ledger->ratings->len; self->next_rating++)
    {
      const ZhihuiRating *rating =
        &g_array_index (ledger->ratings, ZhihuiRating, self->next_rating);
      guint case_index =
        g_array_index (ledger->assignments, ZhihuiAssignment, rating->assignment).case_index;

      if (rating->level <= BAD_LEVEL)
        g_hash_table_insert (
          self->bad, GUINT_TO_POINTER (case_index + 1), GUINT_TO_POINTER (self->next_rating + 1));
    }
}

/* FALSE when no case that came in repeats another. */
static gboolean
take_cases (ZhihuiCaseAlerts *self, gint64 now)
{
  guint n_before = self->repeated->len;

  for (; self->next_case < self->ledger->cases->len; self->next_case++)
    {
      const ZhihuiCaseRow *one = get_case (self, self->next_case);
      Repeated             repeated = { self->next_case, NULL };

      if (one->person == 0 || one->topic >= self->ledger->topics->len ||
          one->submitted_at <= now - REPEAT_S ||
          follow (self, self->next_case, one->submitted_at).n_cases < 2)
        continue;
      repeated.key = make_repeat_key (self, one);
      g_array_append_val (self->repeated, repeated);
    }
  return self->repeated->len > n_before;
}

static void
drop_old_repeated (ZhihuiCaseAlerts *self, gint64 now)
{
  guint n = 0;

  while (n < self->repeated->len &&
         get_case (self, g_array_index (self->repeated, Repeated, n).case_index)->submitted_at <=
           now - REPEAT_S)
    n++;
  if (n > 0)
    g_array_remove_range (self->repeated, 0, n);
}

/* The last case of a key stands for all of them. */
static void
judge_repeated (ZhihuiCaseAlerts *self, ZhihuiAlertScene *scene)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  drop_old_repeated (self, scene->now);
  for (guint i = self->repeated->len; i > 0; i--)
    {
      const Repeated *repeated = &g_array_index (self->repeated, Repeated, i - 1);
      Chain           chain;

      if (get_case (self, repeated->case_index)->state == ZHIHUI_CASE_WITHDRAWN ||
          !g_hash_table_add (seen, repeated->key))
        continue;
      chain = follow (self, repeated->case_index, scene->now);
      if (chain.n_cases >= 2)
        put_repeat (self, scene, repeated, &chain);
    }
  zhihui_alert_board_settle (scene->board, "repeat");
}

/**
 * zhihui_case_alerts_judge:
 *
 * Kinds sensitive, repeat and group_risk, all for desks alone.
 */
void
zhihui_case_alerts_judge (ZhihuiCaseAlerts *self, ZhihuiAlertScene *scene)
{
  gboolean has_new;

  take_readings (self, scene->now);
  take_ratings (self);
  has_new = take_cases (self, scene->now);
  judge_sensitive (self, scene);
  zhihui_group_risk_judge (self->group_risk, scene);
  if (has_new || scene->now >= self->next_repeated_at)
    {
      judge_repeated (self, scene);
      self->next_repeated_at = scene->now + REPEATED_EVERY_S;
    }
}
