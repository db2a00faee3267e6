/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alarm-rules.h"

#include <glib/gi18n-lib.h>

#include "zhihui-duty-hours.h"
#include "zhihui-wall-conf.h"

#define MINUTE_S 60
#define MAX_REPEAT_MIN (24 * 60)
#define MAX_REMEMBERED_H (7 * 24)

/**
 * zhihui_alarm_rules_init:
 * @self: (out): what holds where nothing is settled
 *
 * Nothing is heard of blue, a sound of yellow, a sentence of orange and red; orange comes again
 * after 10 minutes and red after 3 until somebody takes note. No hours are quiet: there are
 * centres that work day and night.
 */
void
zhihui_alarm_rules_init (ZhihuiAlarmRules *self)
{
  *self = (ZhihuiAlarmRules){
    .sound = TRUE,
    .speech = TRUE,
    .hearing = { ZHIHUI_HEARING_SILENT,
                 ZHIHUI_HEARING_SOUND,
                 ZHIHUI_HEARING_SPEECH,
                 ZHIHUI_HEARING_SPEECH },
    .repeat_s = { 0, 0, 10 * MINUTE_S, 3 * MINUTE_S },
    .volume = 60,
    .remembered_s = 12 * 60 * MINUTE_S,
  };
}

static gboolean
read_quiet (ZhihuiAlarmRules    *self,
            ZhihuiSettingsText  *text,
            ZhihuiSettingsGroup *group,
            GError             **error)
{
  ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "quiet");
  const char          *at;
  int                  from, to = -1;

  if (entry == NULL || g_str_equal (entry->value, "no"))
    return TRUE;

  at = entry->value;
  from = zhihui_minute_of_day_take (&at);
  if (from >= 0 && *at == '-')
    {
      at++;
      to = zhihui_minute_of_day_take (&at);
    }
  if (to < 0 || *at != '\0' || from == to)
    return zhihui_settings_text_refuse (text,
                                        entry->line,
                                        entry->value_column,
                                        error,
                                        _ ("%s: hours such as 22:00-07:00 are needed"),
                                        "quiet");

  self->has_quiet = TRUE;
  self->quiet_from = from;
  self->quiet_to = to;
  return TRUE;
}

static gboolean
read_level (ZhihuiAlarmRules    *self,
            ZhihuiSettingsText  *text,
            ZhihuiSettingsGroup *group,
            ZhihuiLevel          level,
            GError             **error)
{
  static const char *const hearings[] = { "silent", "sound", "speech", NULL };
  static const struct
  {
    const char *hearing, *repeat;
  } keys[] = {
    { "blue", "repeat-blue" },
    { "yellow", "repeat-yellow" },
    { "orange", "repeat-orange" },
    { "red", "repeat-red" },
  };
  guint hearing = self->hearing[level];
  guint minutes = self->repeat_s[level] / MINUTE_S;

  if (!zhihui_wall_conf_read_word (text, group, keys[level].hearing, hearings, &hearing, error) ||
      !zhihui_wall_conf_read_number (
        text, group, keys[level].repeat, 0, MAX_REPEAT_MIN, &minutes, error))
    return FALSE;

  self->hearing[level] = (ZhihuiHearing) hearing;
  self->repeat_s[level] = minutes * MINUTE_S;
  return TRUE;
}

/**
 * zhihui_alarm_rules_read:
 * @self: (inout): keeps what the file does not say
 * @text: of wall.conf
 * @error: return location: with line and column
 *
 * Returns: whether [alarm], when it is there, can be used; @self is set only then
 */
gboolean
zhihui_alarm_rules_read (ZhihuiAlarmRules *self, ZhihuiSettingsText *text, GError **error)
{
  ZhihuiSettingsGroup *group = zhihui_wall_conf_take_group (text, "alarm");
  ZhihuiAlarmRules     rules = *self;
  guint                hours = rules.remembered_s / (60 * MINUTE_S);

  if (!zhihui_wall_conf_read_boolean (text, group, "sound", &rules.sound, error) ||
      !zhihui_wall_conf_read_boolean (text, group, "speech", &rules.speech, error) ||
      !zhihui_wall_conf_read_number (text, group, "volume", 1, 100, &rules.volume, error) ||
      !zhihui_wall_conf_read_number (text, group, "remember", 0, MAX_REMEMBERED_H, &hours, error) ||
      !zhihui_wall_conf_read_boolean (text, group, "quiet-red", &rules.quiet_red, error) ||
      !read_quiet (&rules, text, group, error))
    return FALSE;
  for (ZhihuiLevel level = ZHIHUI_LEVEL_BLUE; level < ZHIHUI_N_LEVELS; level++)
    if (!read_level (&rules, text, group, level, error))
      return FALSE;

  rules.remembered_s = hours * 60 * MINUTE_S;
  *self = rules;
  return TRUE;
}

/**
 * zhihui_alarm_rules_is_quiet:
 * @minute_of_day: local time of the platform, 0 to 1439
 *
 * Returns: whether alerts of @level wait until the quiet hours are over
 */
gboolean
zhihui_alarm_rules_is_quiet (const ZhihuiAlarmRules *self, ZhihuiLevel level, int minute_of_day)
{
  if (!self->has_quiet || (level == ZHIHUI_LEVEL_RED && !self->quiet_red))
    return FALSE;
  if (self->quiet_from < self->quiet_to)
    return minute_of_day >= self->quiet_from && minute_of_day < self->quiet_to;

  return minute_of_day >= self->quiet_from || minute_of_day < self->quiet_to;
}
