/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "zhihui-answer-cache.h"
#include "zhihui-request.h"

G_BEGIN_DECLS

/* One request and how its answer is sent: headers, compression, conditions, problems. */
typedef struct
{
  SoupServerMessage *message;
  const char        *method, *path;
  guint64            number; /* of the request, to find it again */
  gint64             start_us;
  ZhihuiScopes       scopes;
  char               asker[9];   /* the start of the token's hash: for the log and the rate limit */
  char              *unit;       /* owned: whose work the token may report, or NULL */
  char               region[32]; /* that the token is bound to, "" all */
  guint              n_rows;
  guint              n_waits;   /* how often it waited for counts of an engine far away */
  gboolean           must_wait; /* nothing is sent yet: it is to be answered again */
} ZhihuiExchange;

const char *zhihui_exchange_get_header (ZhihuiExchange *self, const char *name);
void        zhihui_exchange_set_header (ZhihuiExchange *self, const char *name, const char *value);
void        zhihui_exchange_set_date (ZhihuiExchange *self, gint64 now);
void        zhihui_exchange_send (ZhihuiExchange *self, int status, const char *type, GBytes *body);
void        zhihui_exchange_send_answer (ZhihuiExchange *self, ZhihuiAnswer *answer);
void        zhihui_exchange_send_problem (
         ZhihuiExchange *self, int status, const char *code, const char *detail, const GPtrArray *faults);

void zhihui_exchange_refuse_more (ZhihuiExchange *self);
void zhihui_exchange_write_log (ZhihuiExchange *exchange, gboolean is_of_cases);

G_END_DECLS
