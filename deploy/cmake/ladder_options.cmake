# The compiler settings of every target of ours: link `ladder_options`; make libraries by `ladder_library`.
add_library(ladder_options INTERFACE)
target_include_directories(ladder_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(ladder_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # False alarms about std::string at -O2 (GCC bug 105329, mended in 13).
    target_compile_options(ladder_options INTERFACE $<$<CONFIG:Release>:-Wno-restrict>)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()

# ladder_library(casework SOURCES a.cpp b.cpp LINK ladder_base): the target ladder_casework.
function(ladder_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK;PRIVATE" ${ARGN})
    add_library(ladder_${name} STATIC ${arg_SOURCES})
    target_link_libraries(ladder_${name} PUBLIC ladder_options ${arg_LINK} PRIVATE ${arg_PRIVATE})
endfunction()
