/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-settings-text.h"

G_BEGIN_DECLS

/* What the operator of a wall settles, in one file: groups for alerts, schedule, playlists. Each
 * part reads its own group with the functions below, which mark what they know; at the end
 * zhihui_settings_text_check_read () refuses what nobody knew. */

char                *zhihui_wall_conf_dup_path (void);
ZhihuiSettingsText  *zhihui_wall_conf_load (const char *path, GError **error);
ZhihuiSettingsGroup *zhihui_wall_conf_take_group (ZhihuiSettingsText *self, const char *name);

/* A key that is not there leaves @value as it is. */
gboolean zhihui_wall_conf_read_boolean (ZhihuiSettingsText  *self,
                                        ZhihuiSettingsGroup *group,
                                        const char          *key,
                                        gboolean            *value,
                                        GError             **error);
gboolean zhihui_wall_conf_read_number (ZhihuiSettingsText  *self,
                                       ZhihuiSettingsGroup *group,
                                       const char          *key,
                                       guint                min,
                                       guint                max,
                                       guint               *value,
                                       GError             **error);
gboolean zhihui_wall_conf_read_word (ZhihuiSettingsText  *self,
                                     ZhihuiSettingsGroup *group,
                                     const char          *key,
                                     const char *const   *words,
                                     guint               *value,
                                     GError             **error);

G_END_DECLS
