// The colours of a report on white paper, in its PDF and its workbook; report.css has the same for the page of the web.
#pragma once

#include <cstddef>
#include <cstdint>

namespace osaki::palette {

inline constexpr std::uint32_t ink = 0x1d2329, quiet = 0x58626d, rule = 0xd3d9df, tint = 0xf2f5f7, paper = 0xffffff;
// Told apart by who sees no red or no green, too; each with a contrast of at least 4.5 with white.
inline constexpr std::uint32_t series[] = {0x1a5c8e, 0xb8560f, 0x1c7a68, 0x7d4795, 0x6d6413, 0xa32d50};

}  // namespace osaki::palette
