// Parts of the library that stand in shared objects of their own, because loading what they need (ICU, Pango, libzip) costs
// more than a plain command takes: libosaki-mcs-NAME.so.0 beside this library, loaded when first needed and kept.
#pragma once

namespace osaki {

// The address of a C symbol of the module. Code::failed when the module is not installed or lacks the symbol.
void* module_symbol(const char* name, const char* symbol);

}  // namespace osaki
