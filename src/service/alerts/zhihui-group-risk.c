/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-group-risk.h"

#define KIND "group_risk"
#define HOUR_S 3600
#define WEEK_S (7 * 24 * HOUR_S)
#define QUICK_S (72 * HOUR_S)
#define YELLOW_PEOPLE 5 /* of a week; as many as may be sent to represent others (条例 20) */
#define ORANGE_PEOPLE 10
#define RED_PEOPLE 30
#define RED_QUICK_PEOPLE 10 /* of 72 hours */

/* Cases with one topic at one place, oldest first. */
typedef struct
{
  const char *name;  /* in the table of spots, which owns it */
  char       *key;   /* owned: of the alert */
  const char *place; /* owned by the reader */
  guint16     topic;
  GArray     *readings;   /* (element-type ZhihuiReading): of the last week */
  guint       n_expiries; /* that name it */
  gboolean    is_due;     /* waits to be judged */
} Spot;

/* When the first case of a spot grows too old. */
typedef struct
{
  gint64 at;
  Spot  *spot; /* borrowed */
} Expiry;

struct _ZhihuiGroupRisk
{
  ZhihuiLedger               *ledger; /* borrowed, as the key */
  const ZhihuiComplainantKey *key;
  GHashTable                 *spots;    /* (element-type utf8 Spot) owned: by place and topic */
  GPtrArray                  *due;      /* (element-type Spot) */
  GQueue                     *expiries; /* (element-type Expiry) owned: nearly in order of time */
};

static void
spot_free (gpointer data)
{
  Spot *spot = data;

  g_free (spot->key);
  g_array_unref (spot->readings);
  g_free (spot);
}

/**
 * zhihui_group_risk_new:
 * @ledger: must outlive it
 * @key: must outlive it: hides places in the ids of alerts
 */
ZhihuiGroupRisk *
zhihui_group_risk_new (ZhihuiLedger *ledger, const ZhihuiComplainantKey *key)
{
  ZhihuiGroupRisk *self = g_new0 (ZhihuiGroupRisk, 1);

  self->ledger = ledger;
  self->key = key;
  self->spots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, spot_free);
  self->due = g_ptr_array_new ();
  self->expiries = g_queue_new ();
  return self;
}

void
zhihui_group_risk_free (ZhihuiGroupRisk *self)
{
  if (self == NULL)
    return;

  g_queue_free_full (self->expiries, g_free);
  g_ptr_array_unref (self->due);
  g_hash_table_unref (self->spots);
  g_free (self);
}

static void
make_due (ZhihuiGroupRisk *self, Spot *spot)
{
  if (spot->is_due)
    return;

  spot->is_due = TRUE;
  g_ptr_array_add (self->due, spot);
}

static const ZhihuiCaseRow *
get_case (ZhihuiGroupRisk *self, const ZhihuiReading *reading)
{
  return &g_array_index (self->ledger->cases, ZhihuiCaseRow, reading->case_index);
}

/**
 * zhihui_group_risk_add:
 * @reading: of a case that was read; one without a place or a topic has nothing to do with it
 */
void
zhihui_group_risk_add (ZhihuiGroupRisk *self, const ZhihuiReading *reading)
{
  const ZhihuiCaseRow *one = get_case (self, reading);
  g_autofree char     *name = NULL;
  Spot                *spot;
  Expiry              *expiry;

  if (reading->place == NULL || one->topic == G_MAXUINT16)
    return;

  name = g_strdup_printf ("%s#%u", reading->place, one->topic);
  spot = g_hash_table_lookup (self->spots, name);
  if (spot == NULL)
    {
      spot = g_new0 (Spot, 1);
      spot->key = zhihui_complainant_key_hide (self->key, name);
      spot->place = reading->place;
      spot->topic = one->topic;
      spot->readings = g_array_new (FALSE, FALSE, sizeof (ZhihuiReading));
      spot->name = name;
      g_hash_table_insert (self->spots, g_steal_pointer (&name), spot);
    }

  g_array_append_vals (spot->readings, reading, 1);
  make_due (self, spot);
  expiry = g_new (Expiry, 1);
  expiry->at = one->submitted_at + WEEK_S;
  expiry->spot = spot;
  spot->n_expiries++;
  g_queue_push_tail (self->expiries, expiry);
}

/**
 * zhihui_group_risk_get_level:
 * @n_people_week: distinct complainants of seven days
 * @n_people_72h: of them those of the last 72 hours
 * @has_crowd_words: whether one of their cases speaks of a crowd
 *
 * Returns: the #ZhihuiLevel by domain 3.4, -1 for no alert
 */
int
zhihui_group_risk_get_level (guint n_people_week, guint n_people_72h, gboolean has_crowd_words)
{
  int level;

  if (n_people_week < YELLOW_PEOPLE)
    return -1;

  level = n_people_week >= RED_PEOPLE || n_people_72h >= RED_QUICK_PEOPLE ? ZHIHUI_LEVEL_RED
          : n_people_week >= ORANGE_PEOPLE                                ? ZHIHUI_LEVEL_ORANGE
                                                                          : ZHIHUI_LEVEL_YELLOW;
  return MIN (level + (has_crowd_words ? 1 : 0), ZHIHUI_LEVEL_RED);
}

/* Of whom it is not known, nobody knows that they are not one. */
static void
count_person (GHashTable *people, guint64 person)
{
  g_hash_table_add (people, g_memdup2 (&person, sizeof person));
}

static void
judge_spot (ZhihuiGroupRisk *self, ZhihuiAlertScene *scene, const Spot *spot)
{
  g_autoptr (GHashTable) week = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) quick = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *subject = NULL;
  gboolean         has_crowd_words = FALSE;
  int              level;
  ZhihuiFinding    finding = { .kind = KIND,
                               .key = spot->key,
                               .unit = ZHIHUI_NO_INDEX,
                               .since = ZHIHUI_NO_INSTANT,
                               .changed_at = ZHIHUI_NO_INSTANT,
                               .is_desk_only = TRUE };

  for (guint i = 0; i < spot->readings->len; i++)
    {
      const ZhihuiReading *reading = &g_array_index (spot->readings, ZhihuiReading, i);
      const ZhihuiCaseRow *one = get_case (self, reading);

      if (one->state == ZHIHUI_CASE_WITHDRAWN || one->submitted_at <= scene->now - WEEK_S)
        continue;
      count_person (week, one->person);
      if (one->submitted_at > scene->now - QUICK_S)
        count_person (quick, one->person);
      has_crowd_words = has_crowd_words || reading->crowd;
    }

  level = zhihui_group_risk_get_level (
    g_hash_table_size (week), g_hash_table_size (quick), has_crowd_words);
  if (level < 0)
    {
      zhihui_alert_board_resolve (scene->board, KIND, spot->key);
      return;
    }

  subject = g_strdup_printf (
    "%s\t%s", spot->place, ((const ZhihuiNamed *) self->ledger->topics->pdata[spot->topic])->label);
  finding.subject = subject;
  finding.level = (ZhihuiLevel) level;
  finding.count = g_hash_table_size (week);
  zhihui_alert_board_put (scene->board, &finding);
}

static void
drop_old (ZhihuiGroupRisk *self, Spot *spot, gint64 now)
{
  guint n = 0;

  for (guint i = 0; i < spot->readings->len; i++)
    {
      ZhihuiReading reading = g_array_index (spot->readings, ZhihuiReading, i);

      if (get_case (self, &reading)->submitted_at > now - WEEK_S)
        g_array_index (spot->readings, ZhihuiReading, n++) = reading;
    }
  g_array_set_size (spot->readings, n);
}

/* Alerts that are open are judged each time: a case may be withdrawn, and the 72 hours pass. */
static void
find_due (ZhihuiGroupRisk *self, ZhihuiAlertScene *scene)
{
  GHashTableIter iter;
  gpointer       spot;
  Expiry        *expiry;

  while ((expiry = g_queue_peek_head (self->expiries)) != NULL && expiry->at <= scene->now)
    {
      make_due (self, expiry->spot);
      expiry->spot->n_expiries--;
      g_free (g_queue_pop_head (self->expiries));
    }

  g_hash_table_iter_init (&iter, self->spots);
  while (g_hash_table_iter_next (&iter, NULL, &spot))
    if (((Spot *) spot)->readings->len >= YELLOW_PEOPLE)
      make_due (self, spot);
}

/**
 * zhihui_group_risk_judge:
 *
 * Kind group_risk, for desks alone: distinct complainants of seven days with one topic at one
 * place. Cases that were joined to others count, withdrawn ones do not.
 */
void
zhihui_group_risk_judge (ZhihuiGroupRisk *self, ZhihuiAlertScene *scene)
{
  find_due (self, scene);
  for (guint i = 0; i < self->due->len; i++)
    {
      Spot *spot = self->due->pdata[i];

      drop_old (self, spot, scene->now);
      judge_spot (self, scene, spot);
      spot->is_due = FALSE;
      /* Places where nothing has happened for a week are not looked at each time. */
      if (spot->readings->len == 0 && spot->n_expiries == 0)
        g_hash_table_remove (self->spots, spot->name);
    }
  g_ptr_array_set_size (self->due, 0);
}
