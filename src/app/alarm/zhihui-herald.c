/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-herald.h"

#include <gio/gio.h>

#include "zhihui-plain-file.h"

#define MAX_MEMORY_BYTES (4 * 1024 * 1024)
#define MAX_QUEUED 4
#define LIMIT_MS 10000
#define RETRY_MS (5 * 60 * 1000)

/**
 * ZhihuiHerald:
 *
 * Lets voices utter what the alarm says: first the sound, then the words, one announcement after
 * the other. Keeps what was heard in a file.
 */
struct _ZhihuiHerald
{
  GObject parent_instance;

  ZhihuiAlarm *alarm;  /* owned */
  ZhihuiVoice *sound;  /* owned, nullable */
  ZhihuiVoice *speech; /* owned, nullable */

  GQueue   queue;       /* (element-type ZhihuiAnnouncement), owned; the first is being uttered */
  gboolean is_speaking; /* the words of the first */

  GFile   *memory;    /* owned, nullable */
  gboolean is_saving; /* … into @memory */
  gboolean is_dirty;  /* something was heard since */
};

G_DEFINE_FINAL_TYPE (ZhihuiHerald, zhihui_herald, G_TYPE_OBJECT)

/* ---- memory ---- */

static void
recall (ZhihuiHerald *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) memory = NULL;

  bytes = zhihui_plain_file_read (g_file_peek_path (self->memory), MAX_MEMORY_BYTES, &error);
  if (bytes == NULL)
    return; /* the first time, or nobody can mend it: then alerts are heard once more */

  /* Not trusted: what is not in form reads as zeros, which the alarm passes over. */
  memory = g_variant_ref_sink (
    g_variant_new_from_bytes (G_VARIANT_TYPE (ZHIHUI_ALARM_MEMORY_TYPE), bytes, FALSE));
  zhihui_alarm_recall (
    self->alarm, memory, g_get_monotonic_time (), g_get_real_time () / G_TIME_SPAN_SECOND);
}

static void save (ZhihuiHerald *self);

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZhihuiHerald) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_debug ("what was heard is not kept: %s", error->message);

  self->is_saving = FALSE;
  if (self->is_dirty)
    save (self);
}

static void
save (ZhihuiHerald *self)
{
  g_autoptr (GVariant) memory = NULL;
  g_autoptr (GBytes) bytes = NULL;

  self->is_dirty = TRUE;
  if (self->memory == NULL || self->is_saving)
    return;

  self->is_dirty = FALSE;
  self->is_saving = TRUE;
  memory = g_variant_ref_sink (zhihui_alarm_dup_memory (
    self->alarm, g_get_monotonic_time (), g_get_real_time () / G_TIME_SPAN_SECOND));
  bytes = g_variant_get_data_as_bytes (memory);
  g_file_replace_contents_bytes_async (
    self->memory, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, saved_cb, g_object_ref (self));
}

/* ---- one after the other ---- */

static void utter_first (ZhihuiHerald *self);

static void
end_first (ZhihuiHerald *self)
{
  zhihui_announcement_free (g_queue_pop_head (&self->queue));
  self->is_speaking = FALSE;
  utter_first (self);
}

static void
speak_first (ZhihuiHerald *self)
{
  const ZhihuiAnnouncement *first = g_queue_peek_head (&self->queue);

  self->is_speaking = TRUE;
  if (self->speech != NULL && first->words != NULL)
    zhihui_voice_utter (self->speech, first);
  else
    end_first (self);
}

static void
utter_first (ZhihuiHerald *self)
{
  const ZhihuiAnnouncement *first = g_queue_peek_head (&self->queue);

  if (first == NULL)
    return;
  if (self->sound != NULL)
    zhihui_voice_utter (self->sound, first);
  else
    speak_first (self);
}

static void
sounded_cb (ZhihuiHerald *self)
{
  if (!g_queue_is_empty (&self->queue) && !self->is_speaking)
    speak_first (self);
}

static void
spoken_cb (ZhihuiHerald *self)
{
  if (!g_queue_is_empty (&self->queue) && self->is_speaking)
    end_first (self);
}

static gboolean
is_mute (ZhihuiVoice *voice)
{
  return voice == NULL || zhihui_voice_is_failing (voice);
}

/* ---- object ---- */

static void
zhihui_herald_dispose (GObject *object)
{
  ZhihuiHerald *self = ZHIHUI_HERALD (object);

  g_clear_object (&self->sound);
  g_clear_object (&self->speech);
  g_queue_clear_full (&self->queue, (GDestroyNotify) zhihui_announcement_free);
  g_clear_pointer (&self->alarm, zhihui_alarm_free);
  g_clear_object (&self->memory);

  G_OBJECT_CLASS (zhihui_herald_parent_class)->dispose (object);
}

static void
zhihui_herald_class_init (ZhihuiHeraldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_herald_dispose;
}

static void
zhihui_herald_init (ZhihuiHerald *self)
{
  g_queue_init (&self->queue);
}

/**
 * zhihui_herald_new:
 * @rules: (transfer none): what the operator settled
 * @sound: (transfer full) (nullable): a voice for sounds
 * @speech: (transfer full) (nullable): a voice for words
 * @memory_path: (nullable): where what was heard is kept; its folder must be there
 *
 * Returns: (transfer full): with nothing known; the voices are tried at once
 */
ZhihuiHerald *
zhihui_herald_new (const ZhihuiAlarmRules *rules,
                   ZhihuiVoice            *sound,
                   ZhihuiVoice            *speech,
                   const char             *memory_path)
{
  ZhihuiHerald *self = g_object_new (ZHIHUI_TYPE_HERALD, NULL);

  self->alarm = zhihui_alarm_new (rules);
  self->sound = sound;
  self->speech = speech;
  if (sound != NULL)
    {
      g_signal_connect_object (sound, "done", G_CALLBACK (sounded_cb), self, G_CONNECT_SWAPPED);
      zhihui_voice_utter (sound, NULL);
    }
  if (speech != NULL)
    {
      g_signal_connect_object (speech, "done", G_CALLBACK (spoken_cb), self, G_CONNECT_SWAPPED);
      zhihui_voice_utter (speech, NULL);
    }
  if (memory_path != NULL)
    {
      self->memory = g_file_new_for_path (memory_path);
      recall (self);
    }

  return self;
}

/**
 * zhihui_herald_new_for_wall:
 * @rules: (transfer none): what the operator settled
 *
 * Returns: (transfer full): with the voices that are built in and not switched off
 */
ZhihuiHerald *
zhihui_herald_new_for_wall (const ZhihuiAlarmRules *rules)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "zhihui", NULL);
  g_autofree char *path = g_build_filename (folder, "alarm-heard", NULL);
  gboolean         is_kept = g_mkdir_with_parents (folder, 0700) == 0;

  return zhihui_herald_new (rules,
                            rules->sound ? zhihui_voice_new_sound (LIMIT_MS, RETRY_MS) : NULL,
                            rules->speech ? zhihui_voice_new_speech (LIMIT_MS, RETRY_MS) : NULL,
                            is_kept ? path : NULL);
}

/**
 * zhihui_herald_take:
 * @situation: (transfer none): the newest
 */
void
zhihui_herald_take (ZhihuiHerald *self, ZhihuiSituation *situation)
{
  g_return_if_fail (ZHIHUI_IS_HERALD (self) && situation != NULL);

  zhihui_alarm_take (self->alarm, situation);
}

/**
 * zhihui_herald_pass:
 * @now_us: monotonic clock
 *
 * To be called each second. While no voice can be heard nothing counts as heard: it is said when
 * one is back.
 */
void
zhihui_herald_pass (ZhihuiHerald *self, gint64 now_us)
{
  ZhihuiAnnouncement *announcement;

  g_return_if_fail (ZHIHUI_IS_HERALD (self));

  if ((is_mute (self->sound) && is_mute (self->speech)) ||
      g_queue_get_length (&self->queue) >= MAX_QUEUED)
    return;

  announcement = zhihui_alarm_pass (self->alarm, now_us);
  if (announcement == NULL)
    return;

  g_queue_push_tail (&self->queue, announcement);
  if (g_queue_get_length (&self->queue) == 1)
    utter_first (self);
  save (self);
}

/**
 * zhihui_herald_toggle_mute:
 *
 * What the key does: see zhihui_alarm_mute ().
 */
void
zhihui_herald_toggle_mute (ZhihuiHerald *self)
{
  g_return_if_fail (ZHIHUI_IS_HERALD (self));

  zhihui_alarm_mute (self->alarm, !zhihui_alarm_is_muted (self->alarm));
}

/**
 * zhihui_herald_get_silence:
 * @now_us: monotonic clock
 *
 * Returns: why an alert would not be heard now
 */
ZhihuiSilence
zhihui_herald_get_silence (ZhihuiHerald *self, gint64 now_us)
{
  g_return_val_if_fail (ZHIHUI_IS_HERALD (self), ZHIHUI_SILENCE_VOICELESS);

  if (is_mute (self->sound) && is_mute (self->speech))
    return ZHIHUI_SILENCE_VOICELESS;
  if (zhihui_alarm_is_muted (self->alarm))
    return ZHIHUI_SILENCE_MUTED;

  return zhihui_alarm_is_quiet (self->alarm, now_us) ? ZHIHUI_SILENCE_QUIET : ZHIHUI_SILENCE_NONE;
}
