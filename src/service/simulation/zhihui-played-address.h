/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-simulator.h"

G_BEGIN_DECLS

char *zhihui_played_address_make (const ZhihuiScenario   *scenario,
                                  const ZhihuiPlayedCase *played,
                                  ZhihuiRandom           *random);

G_END_DECLS
