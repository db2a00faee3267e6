/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ZHIHUI_PREFERENCE_SOURCE "source"
#define ZHIHUI_PREFERENCE_CA_FILE "ca-file"
#define ZHIHUI_PREFERENCE_POLL_PERIOD "poll-period"
#define ZHIHUI_PREFERENCE_LANGUAGE "language"
#define ZHIHUI_PREFERENCE_COLOUR_SCHEME "colour-scheme"
#define ZHIHUI_PREFERENCE_NOTIFICATIONS "notifications"
#define ZHIHUI_PREFERENCE_LOCK_AFTER "lock-after"
#define ZHIHUI_PREFERENCE_WATERMARK "watermark"
#define ZHIHUI_PREFERENCE_WATERMARK_TEXT "watermark-text"

/* What the person at the desk chose, and what the administrator has fixed. Emits "changed::KEY". */
#define ZHIHUI_TYPE_PREFERENCES (zhihui_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiPreferences, zhihui_preferences, ZHIHUI, PREFERENCES, GObject)

ZhihuiPreferences *
zhihui_preferences_new (GSettings *store, const char *policy_file, GError **error);

char    *zhihui_preferences_dup_string (ZhihuiPreferences *self, const char *key);
gboolean zhihui_preferences_get_boolean (ZhihuiPreferences *self, const char *key);
guint    zhihui_preferences_get_uint (ZhihuiPreferences *self, const char *key);
void zhihui_preferences_set_string (ZhihuiPreferences *self, const char *key, const char *value);
void zhihui_preferences_set_boolean (ZhihuiPreferences *self, const char *key, gboolean value);
void zhihui_preferences_set_uint (ZhihuiPreferences *self, const char *key, guint value);
gboolean zhihui_preferences_is_fixed (ZhihuiPreferences *self, const char *key);

G_END_DECLS
