/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-secret.h"

G_BEGIN_DECLS

/* Who knows the token is let in; who guesses is made to wait. */
typedef struct _ZhihuiTokenGate ZhihuiTokenGate;

typedef enum
{
  ZHIHUI_GATE_OPEN,
  ZHIHUI_GATE_WRONG, /* no token, or another */
  ZHIHUI_GATE_SHUT,  /* too many wrong ones came from there: no token is looked at */
} ZhihuiGate;

#define ZHIHUI_GATE_MAX_WRONG 5
#define ZHIHUI_GATE_SHUT_S 60

ZhihuiTokenGate *zhihui_token_gate_new (ZhihuiSecret *token);
void             zhihui_token_gate_free (ZhihuiTokenGate *self);
ZhihuiGate
zhihui_token_gate_judge (ZhihuiTokenGate *self, const char *from, const char *token, gint64 now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiTokenGate, zhihui_token_gate_free)

G_END_DECLS
