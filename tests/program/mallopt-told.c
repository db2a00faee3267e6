/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <malloc.h>
#include <stdio.h>

/* Loaded before a program: says what that asks of the C library's heap. */
int
mallopt (int parameter, int value)
{
  fprintf (stderr, "mallopt %d %d\n", parameter, value);
  return 1;
}
