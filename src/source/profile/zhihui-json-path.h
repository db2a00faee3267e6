/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A part of JSONPath (RFC 9535): $ @ .name ['name'] [n] [-n] [a:b:c] [*] .* ..name [?…] with
 * == != < <= > >= && || and existence; parentheses around the whole filter. No functions, and no
 * nested filters. Looks at text that the guard has let pass: nothing is built. */
typedef struct _ZhihuiJsonPath ZhihuiJsonPath;

/* @place is where a value begins. FALSE: no more is wanted. */
typedef gboolean (*ZhihuiJsonVisitFunc) (const char *place, gpointer user_data);

ZhihuiJsonPath *zhihui_json_path_new (const char *text, gsize *length, GError **error);
void            zhihui_json_path_free (ZhihuiJsonPath *self);
gboolean        zhihui_json_path_is_absolute (const ZhihuiJsonPath *self);

gboolean    zhihui_json_path_visit (const ZhihuiJsonPath *self,
                                    const char           *place,
                                    ZhihuiJsonVisitFunc   visit,
                                    gpointer              user_data);
const char *zhihui_json_path_find (const ZhihuiJsonPath *self, const char *place);
const char *zhihui_json_find_member (const char *place, const char *name);
void zhihui_json_visit_elements (const char *place, ZhihuiJsonVisitFunc visit, gpointer user_data);
const char *zhihui_json_skip (const char *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiJsonPath, zhihui_json_path_free)

G_END_DECLS
