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
#define SWEEP_EVERY_S (6 * HOUR_S)

typedef struct
{
  guint32  case_index;
  gboolean crowd;
} Mention;

/* Cases with one topic at one place. */
typedef struct
{
  const char *place; /* owned by the reader: the same pointer for the same place */
  guint16     topic;
  gboolean    is_crowded; /* among those to be judged */
  char       *key;        /* owned, NULL before there was need of it: of the alert */
  GArray     *mentions;   /* (element-type Mention): of the last week, and older ones */
} Spot;

/* Who speaks of a spot. */
typedef struct
{
  guint64  person;
  gboolean is_quick; /* within 72 hours */
} Voice;

struct _ZhihuiGroupRisk
{
  ZhihuiLedger               *ledger; /* borrowed, as the key */
  const ZhihuiComplainantKey *key;
  GHashTable                 *spots;   /* (element-type Spot) owned: by place and topic */
  GPtrArray                  *crowded; /* (element-type Spot): with as many cases as an alert has */
  GArray                     *voices;  /* (element-type Voice): of the spot that is judged */
  gint64                      next_sweep_at;
};

static guint
hash_spot (gconstpointer key)
{
  const Spot *spot = key;

  return g_direct_hash (spot->place) * 31 + spot->topic;
}

static gboolean
equal_spots (gconstpointer a, gconstpointer b)
{
  const Spot *one = a, *other = b;

  return one->place == other->place && one->topic == other->topic;
}

static void
spot_free (gpointer data)
{
  Spot *spot = data;

  g_free (spot->key);
  g_array_unref (spot->mentions);
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
  self->spots = g_hash_table_new_full (hash_spot, equal_spots, spot_free, NULL);
  self->crowded = g_ptr_array_new ();
  self->voices = g_array_new (FALSE, FALSE, sizeof (Voice));
  self->next_sweep_at = ZHIHUI_NO_INSTANT;
  return self;
}

void
zhihui_group_risk_free (ZhihuiGroupRisk *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->voices);
  g_ptr_array_unref (self->crowded);
  g_hash_table_unref (self->spots);
  g_free (self);
}

static const ZhihuiCaseRow *
get_case (ZhihuiGroupRisk *self, guint index)
{
  return &g_array_index (self->ledger->cases, ZhihuiCaseRow, index);
}

static void
drop_old (ZhihuiGroupRisk *self, Spot *spot, gint64 now)
{
  guint n = 0;

  for (guint i = 0; i < spot->mentions->len; i++)
    {
      Mention one = g_array_index (spot->mentions, Mention, i);

      if (get_case (self, one.case_index)->submitted_at > now - WEEK_S)
        g_array_index (spot->mentions, Mention, n++) = one;
    }
  g_array_set_size (spot->mentions, n);
}

/**
 * zhihui_group_risk_add:
 * @reading: of a case that was read; one without a place or a topic has nothing to do with it, nor
 *   one that is too old to count at @now
 */
void
zhihui_group_risk_add (ZhihuiGroupRisk *self, const ZhihuiReading *reading, gint64 now)
{
  const ZhihuiCaseRow *one = get_case (self, reading->case_index);
  const Spot           wanted = { .place = reading->place, .topic = one->topic };
  const Mention        mention = { reading->case_index, reading->crowd };
  Spot                *spot;

  if (reading->place == NULL || one->topic == G_MAXUINT16 || one->submitted_at <= now - WEEK_S)
    return;

  spot = g_hash_table_lookup (self->spots, &wanted);
  if (spot == NULL)
    {
      spot = g_memdup2 (&wanted, sizeof wanted);
      spot->mentions = g_array_new (FALSE, FALSE, sizeof (Mention));
      g_hash_table_add (self->spots, spot);
    }
  g_array_append_val (spot->mentions, mention);
  if (!spot->is_crowded && spot->mentions->len >= YELLOW_PEOPLE)
    drop_old (self, spot, now);
  if (!spot->is_crowded && spot->mentions->len >= YELLOW_PEOPLE)
    {
      spot->is_crowded = TRUE;
      g_ptr_array_add (self->crowded, spot);
    }
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

static int
compare_voices (gconstpointer a, gconstpointer b)
{
  const Voice *one = a, *other = b;

  return (one->person > other->person) - (one->person < other->person);
}

/* Of whom it is not known, nobody knows that they are not one. */
static void
count_people (GArray *voices, guint *n_week, guint *n_quick)
{
  *n_week = *n_quick = 0;
  g_array_sort (voices, compare_voices);
  for (guint i = 0, next; i < voices->len; i = next)
    {
      gboolean is_quick = FALSE;

      for (next = i; next < voices->len && g_array_index (voices, Voice, next).person ==
                                             g_array_index (voices, Voice, i).person;
           next++)
        is_quick = is_quick || g_array_index (voices, Voice, next).is_quick;
      *n_week += 1;
      *n_quick += is_quick;
    }
}

static void
put (ZhihuiGroupRisk *self, ZhihuiAlertScene *scene, Spot *spot, int level, guint n_people)
{
  const ZhihuiNamed *topic = self->ledger->topics->pdata[spot->topic];
  g_autofree char   *subject = g_strdup_printf ("%s\t%s", spot->place, topic->label);
  ZhihuiFinding      finding = { .kind = KIND,
                                 .subject = subject,
                                 .level = (ZhihuiLevel) level,
                                 .count = n_people,
                                 .unit = ZHIHUI_NO_INDEX,
                                 .since = ZHIHUI_NO_INSTANT,
                                 .changed_at = ZHIHUI_NO_INSTANT,
                                 .is_desk_only = TRUE };

  if (spot->key == NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s#%u", spot->place, spot->topic);

      spot->key = zhihui_complainant_key_hide (self->key, name);
    }
  finding.key = spot->key;
  zhihui_alert_board_put (scene->board, &finding);
}

static void
judge_spot (ZhihuiGroupRisk *self, ZhihuiAlertScene *scene, Spot *spot)
{
  gboolean has_crowd_words = FALSE;
  guint    n_week, n_quick;
  int      level;

  g_array_set_size (self->voices, 0);
  for (guint i = 0; i < spot->mentions->len; i++)
    {
      const Mention       *mention = &g_array_index (spot->mentions, Mention, i);
      const ZhihuiCaseRow *one = get_case (self, mention->case_index);
      const Voice          voice = { one->person, one->submitted_at > scene->now - QUICK_S };

      if (one->state == ZHIHUI_CASE_WITHDRAWN)
        continue;
      g_array_append_val (self->voices, voice);
      has_crowd_words = has_crowd_words || mention->crowd;
    }

  count_people (self->voices, &n_week, &n_quick);
  level = zhihui_group_risk_get_level (n_week, n_quick, has_crowd_words);
  if (level >= 0)
    put (self, scene, spot, level, n_week);
}

/* Places where nothing has happened for a week are forgotten. */
static void
sweep (ZhihuiGroupRisk *self, gint64 now)
{
  GHashTableIter iter;
  gpointer       spot;

  if (now < self->next_sweep_at)
    return;

  self->next_sweep_at = now + SWEEP_EVERY_S;
  g_hash_table_iter_init (&iter, self->spots);
  while (g_hash_table_iter_next (&iter, &spot, NULL))
    {
      Spot *one = spot;

      drop_old (self, one, now);
      if (one->mentions->len == 0 && !one->is_crowded)
        g_hash_table_iter_remove (&iter);
    }
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
  for (guint i = self->crowded->len; i > 0; i--)
    {
      Spot *spot = self->crowded->pdata[i - 1];

      drop_old (self, spot, scene->now);
      if (spot->mentions->len >= YELLOW_PEOPLE)
        {
          judge_spot (self, scene, spot);
          continue;
        }
      spot->is_crowded = FALSE;
      g_ptr_array_remove_index_fast (self->crowded, i - 1);
    }
  zhihui_alert_board_settle (scene->board, KIND);
  sweep (self, scene->now);
}
