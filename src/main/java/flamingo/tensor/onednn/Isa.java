package flamingo.tensor.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;

/** The instruction set that oneDNN uses on this machine, in people's words. */
final class Isa {
  private static final Map<Integer, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put(dnnl.dnnl_cpu_isa_sse41, "SSE4.1");
    NAMES.put(dnnl.dnnl_cpu_isa_avx, "AVX");
    NAMES.put(dnnl.dnnl_cpu_isa_avx2, "AVX2");
    NAMES.put(dnnl.dnnl_cpu_isa_avx2_vnni, "AVX2 VNNI");
    NAMES.put(dnnl.dnnl_cpu_isa_avx2_vnni_2, "AVX2 VNNI BF16 conversion");
    NAMES.put(dnnl.dnnl_cpu_isa_avx512_core, "AVX-512");
    NAMES.put(dnnl.dnnl_cpu_isa_avx512_core_vnni, "AVX-512 VNNI");
    NAMES.put(dnnl.dnnl_cpu_isa_avx512_core_bf16, "AVX-512 BF16");
    NAMES.put(dnnl.dnnl_cpu_isa_avx512_core_fp16, "AVX-512 FP16");
    NAMES.put(dnnl.dnnl_cpu_isa_avx512_core_amx, "AVX-512 AMX");
    NAMES.put(dnnl.dnnl_cpu_isa_avx512_core_amx_fp16, "AVX-512 AMX FP16");
    NAMES.put(dnnl.dnnl_cpu_isa_avx10_2_512, "AVX10.2");
    NAMES.put(dnnl.dnnl_cpu_isa_avx10_2_512_amx_2, "AVX10.2 AMX");
  }

  private Isa() {}

  static String name() {
    int isa = dnnl.dnnl_get_effective_cpu_isa();
    return NAMES.getOrDefault(isa, "instruction set 0x" + Integer.toHexString(isa));
  }
}
