/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-preferences.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_SOURCE_KIND_DEMO,
  ZHIHUI_SOURCE_KIND_PLATFORM,
  ZHIHUI_SOURCE_KIND_FOLDER, /* a recorded folder, or a profile */
} ZhihuiSourceKind;

/* Where the figures come from, asked of a person, and tried in place. Emits "chosen" (char *where,
 * ZhihuiTokenPlace as int) when it is to be used from now on. */
#define ZHIHUI_TYPE_SOURCE_FORM (zhihui_source_form_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiSourceForm, zhihui_source_form, ZHIHUI, SOURCE_FORM, GtkBox)

void  zhihui_source_form_set_preferences (ZhihuiSourceForm *self, ZhihuiPreferences *preferences);
void  zhihui_source_form_set_kind (ZhihuiSourceForm *self, ZhihuiSourceKind kind, gboolean is_only);
void  zhihui_source_form_set_where (ZhihuiSourceForm *self, const char *where);
void  zhihui_source_form_show_fault (ZhihuiSourceForm *self, const char *fault);
void  zhihui_source_form_focus (ZhihuiSourceForm *self);
char *zhihui_source_form_dup_where (ZhihuiSourceForm *self);

#define ZHIHUI_SOURCE_FORM_DEMO "demo:zichuan?scope=desk"

G_END_DECLS
