/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How a replay is turned: by keys on a wall, by the bar of a window of the desk. */
#define ZHIHUI_REPLAY_STEP_S 600
#define ZHIHUI_REPLAY_LONG_STEP_S 3600
/* How many times as fast; the first stands. */
#define ZHIHUI_REPLAY_SPEEDS                                                                       \
  {                                                                                                \
    0, 1, 2, 5, 10, 30, 60                                                                         \
  }
