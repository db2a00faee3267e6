/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alarm.h"

#include <string.h>

#include "zhihui-alert-speech.h"
#include "zhihui-public-alert.h"

#define SECOND_US G_GINT64_CONSTANT (1000000)
/* Announcements do not run into one another; red does not wait. */
#define GAP_US (20 * SECOND_US)
/* What ended and began anew within that time is the same to those who hear it. */
#define AGAIN_US (30 * 60 * SECOND_US)
#define LOUDER 20 /* percent, each time */
#define MAX_SENTENCES 3
#define NEVER G_MININT64
#define KEY_LENGTH 32

/* An alert, known by its key as long as it is remembered. */
typedef struct
{
  const ZhihuiAlert *alert;  /* borrowed of the list; NULL: it ended, as far as is known */
  guint              number; /* place in the list */
  gboolean           was_listed, was_acknowledged;
  gboolean           is_muted;

  gboolean    is_heard;  /* this matter, at this level */
  gboolean    came_back; /* not heard since it ended and began again */
  ZhihuiLevel heard_level;
  gint64      heard_raised_at;
  gint64      heard_us; /* monotonic, NEVER */
  guint       n_repeats;
} Entry;

struct _ZhihuiAlarm
{
  ZhihuiAlarmRules rules;
  GHashTable      *entries;      /* (element-type utf8 Entry), owned */
  ZhihuiSituation *situation;    /* owned, nullable: the last */
  ZhihuiAlerts    *alerts;       /* owned, nullable: the last list */
  gint64           announced_us; /* monotonic, NEVER */
};

/**
 * zhihui_alarm_new:
 * @rules: (transfer none): what the operator settled
 *
 * Returns: (transfer full): knows of no alert
 */
ZhihuiAlarm *
zhihui_alarm_new (const ZhihuiAlarmRules *rules)
{
  ZhihuiAlarm *self = g_new0 (ZhihuiAlarm, 1);

  self->rules = *rules;
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->announced_us = NEVER;
  return self;
}

void
zhihui_alarm_free (ZhihuiAlarm *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->situation, zhihui_situation_unref);
  g_clear_pointer (&self->alerts, zhihui_alerts_unref);
  g_hash_table_unref (self->entries);
  g_free (self);
}

/* ---- what there is ---- */

/* No file shall show what a platform calls its alerts. */
static char *
make_key (const char *source, const char *id)
{
  g_autofree char *whole = g_strconcat (source != NULL ? source : "", "\n", id, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);

  return g_strndup (sum, KEY_LENGTH);
}

static Entry *
ensure_entry (ZhihuiAlarm *self, const char *id)
{
  g_autofree char *key = make_key (zhihui_situation_get_source_name (self->situation), id);
  Entry           *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->heard_us = NEVER;
      g_hash_table_insert (self->entries, g_steal_pointer (&key), entry);
    }
  return entry;
}

/* A matter of which somebody took note, or that had ended, is a new one when it is raised later
 * than the one that was heard. The time alone does not make it new: there are platforms that tell
 * another one in every answer. */
static void
take_alert (Entry *entry, const ZhihuiAlert *alert, guint number)
{
  gboolean is_later = alert->raised_at > entry->heard_raised_at;
  gboolean is_reopened = entry->was_acknowledged && !alert->acknowledged;

  if (entry->is_heard)
    {
      entry->came_back = is_later && !entry->was_listed && alert->level <= entry->heard_level;
      entry->is_heard =
        !(is_later && (!entry->was_listed || is_reopened)) && alert->level <= entry->heard_level;
      if (!entry->is_heard)
        {
          entry->is_muted = FALSE;
          entry->n_repeats = 0;
        }
    }

  entry->alert = alert;
  entry->number = number;
  entry->was_acknowledged = alert->acknowledged;
}

/**
 * zhihui_alarm_take:
 * @situation: (transfer none): the newest
 *
 * What a situation without alerts leaves open stays as it was: a source that begins again has not
 * yet read them.
 */
void
zhihui_alarm_take (ZhihuiAlarm *self, ZhihuiSituation *situation)
{
  ZhihuiAlerts  *alerts = zhihui_situation_get_alerts (situation);
  GHashTableIter iter;
  gpointer       value;

  zhihui_situation_ref (situation);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = situation;
  if (alerts == NULL || alerts == self->alerts)
    return;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      entry->was_listed = entry->alert != NULL;
      entry->alert = NULL;
    }
  for (guint i = 0; i < alerts->items->len; i++)
    {
      const ZhihuiAlert *alert = alerts->items->pdata[i];

      if (zhihui_alert_is_public (alert))
        take_alert (ensure_entry (self, alert->id), alert, i);
    }

  g_clear_pointer (&self->alerts, zhihui_alerts_unref);
  self->alerts = zhihui_alerts_ref (alerts);
}

/* ---- what is due ---- */

/* An entry that is to be heard now. */
typedef struct
{
  Entry   *entry;
  gboolean is_new;
} Due;

static gint64
get_age_us (const Entry *entry, gint64 now_us)
{
  return entry->heard_us == NEVER ? G_MAXINT64 : now_us - entry->heard_us;
}

static int
get_minute (ZhihuiAlarm *self, gint64 now_us)
{
  ZhihuiCivil civil =
    zhihui_zone_to_civil (zhihui_situation_get_zone (self->situation),
                          zhihui_situation_get_platform_now (self->situation, now_us));

  return civil.hour * 60 + civil.minute;
}

/**
 * zhihui_alarm_can_judge:
 * @situation: what is known
 * @now_us: monotonic clock
 *
 * Returns: whether its alerts are of now: of what is kept, or was old when it came, nobody knows if
 * it still holds, and what is past is shown, not raised
 */
gboolean
zhihui_alarm_can_judge (ZhihuiSituation *situation, gint64 now_us)
{
  ZhihuiState state;

  if (zhihui_situation_is_past (situation))
    return FALSE;

  state = zhihui_situation_judge (situation, ZHIHUI_DATASET_ALERTS, now_us).state;
  return state == ZHIHUI_STATE_FRESH || state == ZHIHUI_STATE_LATE;
}

static gboolean
can_be_heard (ZhihuiAlarm *self, const Entry *entry, int minute)
{
  return entry->alert != NULL && !entry->alert->acknowledged && !entry->is_muted &&
         self->rules.hearing[entry->alert->level] != ZHIHUI_HEARING_SILENT &&
         !zhihui_alarm_rules_is_quiet (&self->rules, entry->alert->level, minute);
}

/* Alerts of a level are repeated together, at most once in the time that is set. */
static void
find_repeated_levels (ZhihuiAlarm *self, int minute, gint64 now_us, gboolean *is_repeated)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Entry *entry = value;
      gint64       repeat_us;

      if (!entry->is_heard || !can_be_heard (self, entry, minute))
        continue;
      repeat_us = self->rules.repeat_s[entry->alert->level] * SECOND_US;
      if (repeat_us > 0 && get_age_us (entry, now_us) >= repeat_us)
        is_repeated[entry->alert->level] = TRUE;
    }
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const Due *one = a, *other = b;

  if (one->entry->alert->level != other->entry->alert->level)
    return one->entry->alert->level > other->entry->alert->level ? -1 : 1;
  if (one->is_new != other->is_new)
    return one->is_new ? -1 : 1;

  return one->entry->number < other->entry->number ? -1 : 1;
}

/* The most urgent first. */
static GArray *
find_due (ZhihuiAlarm *self, gint64 now_us)
{
  GArray        *due = g_array_new (FALSE, FALSE, sizeof (Due));
  gboolean       is_repeated[ZHIHUI_N_LEVELS] = { FALSE };
  int            minute = get_minute (self, now_us);
  GHashTableIter iter;
  gpointer       value;

  find_repeated_levels (self, minute, now_us, is_repeated);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;
      Due    found = { entry, !entry->is_heard };

      if (!can_be_heard (self, entry, minute))
        continue;
      if (found.is_new ||
          (is_repeated[entry->alert->level] &&
           get_age_us (entry, now_us) >= self->rules.repeat_s[entry->alert->level] * SECOND_US / 2))
        g_array_append_val (due, found);
    }

  g_array_sort (due, compare_due);
  return due;
}

static void
set_heard (Entry *entry)
{
  entry->is_heard = TRUE;
  entry->heard_level = entry->alert->level;
  entry->heard_raised_at = entry->alert->raised_at;
}

/* What came back soon was heard already; what ended long ago is forgotten. */
static void
tidy (ZhihuiAlarm *self, gint64 now_us)
{
  gint64         remembered_us = MAX (self->rules.remembered_s * SECOND_US, AGAIN_US);
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (entry->came_back && entry->alert != NULL && get_age_us (entry, now_us) < AGAIN_US)
        {
          entry->is_heard = TRUE;
          entry->heard_raised_at = entry->alert->raised_at;
        }
      entry->came_back = FALSE;
      if (entry->alert == NULL && get_age_us (entry, now_us) >= remembered_us)
        g_hash_table_iter_remove (&iter);
    }
}

/* NULL when all of it is only to be sounded. */
static char *
make_words (ZhihuiAlarm *self, GArray *due, gboolean is_repeated)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  guint n_more = 0;

  for (guint i = 0; i < due->len && self->rules.speech; i++)
    {
      const ZhihuiAlert *alert = g_array_index (due, Due, i).entry->alert;

      if (self->rules.hearing[alert->level] != ZHIHUI_HEARING_SPEECH)
        continue;
      if (sentences->len < MAX_SENTENCES)
        g_ptr_array_add (
          sentences,
          zhihui_alert_speech_make (alert->level, alert->kind, alert->unit, alert->count));
      else
        n_more++;
    }
  if (sentences->len == 0)
    return NULL;

  g_ptr_array_add (sentences, NULL);
  return zhihui_alert_speech_join ((const char *const *) sentences->pdata, n_more, is_repeated);
}

static ZhihuiAnnouncement *
announce (ZhihuiAlarm *self, GArray *due, gint64 now_us)
{
  ZhihuiAnnouncement *announcement = g_new0 (ZhihuiAnnouncement, 1);
  guint               n_repeats = 0;

  announcement->level = g_array_index (due, Due, 0).entry->alert->level;
  announcement->n_alerts = due->len;
  announcement->is_repeated = TRUE;
  for (guint i = 0; i < due->len; i++)
    {
      const Due *each = &g_array_index (due, Due, i);

      if (!each->is_new)
        each->entry->n_repeats++;
      else
        announcement->is_repeated = FALSE;
      set_heard (each->entry);
      each->entry->heard_us = now_us;
      n_repeats = MAX (n_repeats, each->entry->n_repeats);
    }
  announcement->volume = MIN (self->rules.volume + LOUDER * MIN (n_repeats, 100 / LOUDER), 100);
  announcement->words = make_words (self, due, announcement->is_repeated);
  self->announced_us = now_us;
  return announcement;
}

/**
 * zhihui_alarm_pass:
 * @now_us: monotonic clock
 *
 * Returns: (transfer full) (nullable): what is to be heard now, which counts as heard; call it once
 * a second
 */
ZhihuiAnnouncement *
zhihui_alarm_pass (ZhihuiAlarm *self, gint64 now_us)
{
  g_autoptr (GArray) due = NULL;
  const Due *first;

  if (self->situation == NULL || self->alerts == NULL ||
      !zhihui_alarm_can_judge (self->situation, now_us))
    return NULL;

  tidy (self, now_us);
  due = find_due (self, now_us);
  if (due->len == 0)
    return NULL;
  first = &g_array_index (due, Due, 0);
  if (self->announced_us != NEVER && now_us - self->announced_us < GAP_US &&
      !(first->is_new && first->entry->alert->level == ZHIHUI_LEVEL_RED))
    return NULL;

  return announce (self, due, now_us);
}

/* ---- silence ---- */

/**
 * zhihui_alarm_mute:
 * @muted: whether what there is now shall be silent; what comes or rises later is heard all the
 *   same
 *
 * On the platform nobody has taken note of anything by this.
 */
void
zhihui_alarm_mute (ZhihuiAlarm *self, gboolean muted)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      entry->is_muted = muted && entry->alert != NULL;
      if (entry->is_muted)
        set_heard (entry);
    }
}

/**
 * zhihui_alarm_is_muted:
 *
 * Returns: whether something that nobody took note of is silent because of zhihui_alarm_mute ()
 */
gboolean
zhihui_alarm_is_muted (ZhihuiAlarm *self)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Entry *entry = value;

      if (entry->is_muted && entry->alert != NULL && !entry->alert->acknowledged)
        return TRUE;
    }

  return FALSE;
}

/**
 * zhihui_alarm_is_quiet:
 * @now_us: monotonic clock
 *
 * Returns: whether these are quiet hours on the platform
 */
gboolean
zhihui_alarm_is_quiet (ZhihuiAlarm *self, gint64 now_us)
{
  return self->situation != NULL &&
         zhihui_alarm_rules_is_quiet (&self->rules, ZHIHUI_LEVEL_ORANGE, get_minute (self, now_us));
}

/* ---- memory ---- */

/**
 * zhihui_alarm_dup_memory:
 * @now_us: monotonic clock
 * @now: epoch seconds of this machine at the same time
 *
 * Returns: (transfer floating): what was heard, to be given to zhihui_alarm_recall () after a
 * restart. Holds neither names nor texts
 */
GVariant *
zhihui_alarm_dup_memory (ZhihuiAlarm *self, gint64 now_us, gint64 now)
{
  GVariantBuilder builder;
  GHashTableIter  iter;
  gpointer        key, value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (ZHIHUI_ALARM_MEMORY_TYPE));
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Entry *entry = value;

      if (entry->heard_us != NEVER)
        g_variant_builder_add (&builder,
                               "(sxux)",
                               key,
                               entry->heard_raised_at,
                               (guint32) entry->heard_level,
                               now - (now_us - entry->heard_us) / SECOND_US);
    }

  return g_variant_builder_end (&builder);
}

/**
 * zhihui_alarm_recall:
 * @memory: what zhihui_alarm_dup_memory () gave, or anything else
 * @now_us: monotonic clock
 * @now: epoch seconds of this machine at the same time
 *
 * What was heard before the restart is not new again, unless that is longer ago than is settled,
 * or it rises. What cannot be, such as a time to come, is passed over.
 */
void
zhihui_alarm_recall (ZhihuiAlarm *self, GVariant *memory, gint64 now_us, gint64 now)
{
  GVariantIter iter;
  const char  *key;
  gint64       raised_at, heard_at;
  guint32      level;

  if (!g_variant_is_of_type (memory, G_VARIANT_TYPE (ZHIHUI_ALARM_MEMORY_TYPE)))
    return;

  g_variant_iter_init (&iter, memory);
  while (g_variant_iter_next (&iter, "(&sxux)", &key, &raised_at, &level, &heard_at))
    {
      Entry *entry;

      if (level >= ZHIHUI_N_LEVELS || heard_at > now || strlen (key) != KEY_LENGTH ||
          heard_at < now - (gint64) self->rules.remembered_s)
        continue;

      entry = g_new0 (Entry, 1);
      entry->is_heard = TRUE;
      entry->heard_level = (ZhihuiLevel) level;
      entry->heard_raised_at = raised_at;
      entry->heard_us = now_us - (now - heard_at) * SECOND_US;
      g_hash_table_insert (self->entries, g_strdup (key), entry);
    }
}
