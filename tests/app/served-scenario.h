/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

/* A simulated place, served by the platform itself in a process of its own. */
typedef struct
{
  char        *folder, *database, *url; /* owned */
  GSubprocess *server;                  /* owned */
} ServedScenario;

void served_scenario_start (ServedScenario *self, const char *name, const char *cases);
void served_scenario_stop (ServedScenario *self);
/* (transfer full): a source that sees what @scope may see, not yet started. */
ZhihuiSource *served_scenario_open (ServedScenario *self, const char *scope);
/* (transfer full): likewise, started, of all that the shipped pages show, all of it read. */
ZhihuiSource *served_scenario_read (ServedScenario *self, const char *scope);

G_END_DECLS
