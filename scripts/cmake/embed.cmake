# embed(target symbol files...): puts files into the program as
# `extern const osaki::Embedded symbol[]; extern const std::size_t symbol_count;` (declared by the user of them), in the order given.
function(embed target symbol)
    set(assembly "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S")
    set(source "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp")
    set(asm "    .section .rodata\n")
    set(declarations "")
    set(rows "")
    set(index 0)
    foreach(file ${ARGN})
        get_filename_component(path "${file}" ABSOLUTE)
        get_filename_component(name "${file}" NAME)
        string(APPEND asm "    .global ${symbol}_${index}\n    .global ${symbol}_${index}_end\n${symbol}_${index}:\n    .incbin \"${path}\"\n${symbol}_${index}_end:\n    .byte 0\n")
        string(APPEND declarations "extern const char ${symbol}_${index}[], ${symbol}_${index}_end[];\n")
        string(APPEND rows "    {\"${name}\", {${symbol}_${index}, static_cast<std::size_t>(${symbol}_${index}_end - ${symbol}_${index})}},\n")
        set_property(SOURCE "${assembly}" APPEND PROPERTY OBJECT_DEPENDS "${path}")
        math(EXPR index "${index} + 1")
    endforeach()
    string(APPEND asm "    .section .note.GNU-stack,\"\",@progbits\n")
    file(CONFIGURE OUTPUT "${assembly}" CONTENT "${asm}" @ONLY)
    file(CONFIGURE OUTPUT "${source}" CONTENT
"#include \"osaki/base/embedded.hpp\"
extern \"C\" {
${declarations}}
namespace osaki {
extern const Embedded ${symbol}[];
extern const std::size_t ${symbol}_count;
const Embedded ${symbol}[] = {
${rows}};
const std::size_t ${symbol}_count = ${index};
}
" @ONLY)
    target_sources(${target} PRIVATE "${assembly}" "${source}")
endfunction()
