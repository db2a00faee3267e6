/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where it is. */
typedef enum
{
  ZHIHUI_ERRAND_WAITING, /* may still be undone */
  ZHIHUI_ERRAND_SENDING,
  ZHIHUI_ERRAND_SENT,
  ZHIHUI_ERRAND_FAILED, /* see zhihui_desk_errand_get_error() */
  ZHIHUI_ERRAND_UNDONE, /* nothing was or will be sent */
} ZhihuiErrandState;

/* Whether @answer says that what an errand tells is so already. */
typedef gboolean (*ZhihuiErrandProof) (GBytes *answer, gpointer user_data);

#define ZHIHUI_TYPE_DESK_ERRAND (zhihui_desk_errand_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskErrand, zhihui_desk_errand, ZHIHUI, DESK_ERRAND, GObject)

ZhihuiDeskErrand *zhihui_desk_errand_new (
  const char *subject, const char *what, const char *path, const char *if_match, const char *body);

void zhihui_desk_errand_set_kind (ZhihuiDeskErrand *self, const char *kind);
void zhihui_desk_errand_set_group (ZhihuiDeskErrand *self, const char *group);
void zhihui_desk_errand_set_proof (ZhihuiDeskErrand *self,
                                   const char       *path,
                                   ZhihuiErrandProof proof,
                                   gpointer          user_data,
                                   GDestroyNotify    destroy);

const char       *zhihui_desk_errand_get_kind (ZhihuiDeskErrand *self);
const char       *zhihui_desk_errand_get_group (ZhihuiDeskErrand *self);
gint64            zhihui_desk_errand_get_told_at (ZhihuiDeskErrand *self);
const char       *zhihui_desk_errand_get_subject (ZhihuiDeskErrand *self);
const char       *zhihui_desk_errand_get_what (ZhihuiDeskErrand *self);
const char       *zhihui_desk_errand_get_path (ZhihuiDeskErrand *self);
const char       *zhihui_desk_errand_get_if_match (ZhihuiDeskErrand *self);
GBytes           *zhihui_desk_errand_get_body (ZhihuiDeskErrand *self);
ZhihuiErrandState zhihui_desk_errand_get_state (ZhihuiDeskErrand *self);
gint64            zhihui_desk_errand_get_due_us (ZhihuiDeskErrand *self);
const GError     *zhihui_desk_errand_get_error (ZhihuiDeskErrand *self);
gboolean          zhihui_desk_errand_may_have_arrived (ZhihuiDeskErrand *self);
GBytes           *zhihui_desk_errand_get_answer (ZhihuiDeskErrand *self);
gboolean          zhihui_desk_errand_is_worth_again (ZhihuiDeskErrand *self);
char             *zhihui_desk_errand_describe (ZhihuiDeskErrand *self, gint64 now_us);
char             *zhihui_desk_errand_make_line (ZhihuiDeskErrand *self, gint64 now_us);

/* For who carries them. */
void        zhihui_desk_errand_wait (ZhihuiDeskErrand *self, gint64 due_us);
void        zhihui_desk_errand_set_state (ZhihuiDeskErrand *self, ZhihuiErrandState state);
const char *zhihui_desk_errand_get_proof_path (ZhihuiDeskErrand *self);
gboolean    zhihui_desk_errand_is_proven (ZhihuiDeskErrand *self, GBytes *answer);
void        zhihui_desk_errand_succeed (ZhihuiDeskErrand *self, GBytes *answer);
void        zhihui_desk_errand_fail (ZhihuiDeskErrand *self, const GError *error);

G_END_DECLS
